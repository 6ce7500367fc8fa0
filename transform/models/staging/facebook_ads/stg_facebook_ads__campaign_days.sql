select
    campaign_id as platform_campaign_id,
    date as ad_date,
    cast(coalesce(spend, 0) as decimal(18, 6)) as cost_usd,
    coalesce(impressions, 0) as impressions,
    coalesce(inline_link_clicks, 0) as clicks
from {{ ref('base_facebook_ads__basic_campaign') }}
where row_outcome = 'loaded'
