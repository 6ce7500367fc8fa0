select
    id as ticket_id,
    property_hubspot_owner_id as owner_id,
    property_hs_pipeline as pipeline_id,
    property_hs_pipeline_stage as stage_id,
    lower(property_hs_ticket_category) as category,
    {{ ticket_priority('property_hs_ticket_priority') }} as priority,
    lower(property_source_type) as channel,
    property_subject as subject,
    property_createdate as created_at,
    property_first_agent_reply_date as first_agent_reply_at,
    property_closed_date as closed_at,
    coalesce(is_deleted, false) as is_deleted
from {{ ref('base_hubspot__ticket') }}
where row_outcome = 'loaded'
