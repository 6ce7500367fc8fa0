select
    engagement_id,
    property_hubspot_owner_id as owner_id,
    lower(property_hs_meeting_outcome) as outcome,
    property_hs_meeting_start_time as starts_at
from {{ ref('base_hubspot__engagement_meeting') }}
where
    row_outcome = 'loaded'
    and not coalesce(_fivetran_deleted, false)
