-- A mail without a direction is one of ours, unless its kind says that it came in.
select
    engagement_id,
    property_hubspot_owner_id as owner_id,
    lower(coalesce(property_hs_email_direction, type, 'email')) as direction,
    property_hs_timestamp as mailed_at
from {{ ref('base_hubspot__engagement_email') }}
where
    row_outcome = 'loaded'
    and not coalesce(_fivetran_deleted, false)
