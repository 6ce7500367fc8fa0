select
    id as touchpoint_id,
    contact_id,
    lead_id,
    campaign_id as platform_campaign_id,
    nullif(lower(channel), '') as channel,
    nullif(lower(platform), '') as platform,
    lower(utm_source) as utm_source,
    lower(utm_medium) as utm_medium,
    utm_campaign,
    occurred_at as touched_at
from {{ ref('base_hubspot__touchpoint') }}
where row_outcome = 'loaded'
