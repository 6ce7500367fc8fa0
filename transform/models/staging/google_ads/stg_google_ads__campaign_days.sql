-- Google tells a day by network and device; here it is as it came, with the cost in dollars.
select
    id as platform_campaign_id,
    date as ad_date,
    lower(ad_network_type) as ad_network,
    lower(device) as device_type,
    cast(coalesce(cost_micros, 0) / 1000000.0 as decimal(18, 6)) as cost_usd,
    coalesce(impressions, 0) as impressions,
    coalesce(clicks, 0) as clicks,
    {{ exact('coalesce(conversions, 0)') }} as conversions
from {{ ref('base_google_ads__campaign_stats') }}
where row_outcome = 'loaded'
