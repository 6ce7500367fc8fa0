select
    campaign_id as platform_campaign_id,
    cast(day as date) as ad_date,
    cast(coalesce(cost_in_usd, 0) as decimal(18, 6)) as cost_usd,
    coalesce(impressions, 0) as impressions,
    coalesce(clicks, 0) as clicks,
    {{ exact('coalesce(external_website_conversions, 0)') }} as conversions,
    coalesce(reactions, 0) as reactions,
    coalesce(comments, 0) as comments,
    coalesce(shares, 0) as shares
from {{ ref('base_linkedin_ads__ad_analytics_by_campaign') }}
where row_outcome = 'loaded'
