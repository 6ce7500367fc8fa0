select
    engagement_id,
    property_hubspot_owner_id as owner_id,
    property_hs_timestamp as called_at
from {{ ref('base_hubspot__engagement_call') }}
where
    row_outcome = 'loaded'
    and not coalesce(_fivetran_deleted, false)
