select
    campaign_id as platform_campaign_id,
    date as ad_date,
    lower(action_type) as action_type,
    {{ exact('coalesce(value, 0)') }} as action_count
from {{ ref('base_facebook_ads__basic_campaign_actions') }}
where row_outcome = 'loaded'
