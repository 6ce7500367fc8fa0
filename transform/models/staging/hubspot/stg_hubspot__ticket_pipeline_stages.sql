select
    stage_id,
    pipeline_id,
    label as stage_name,
    coalesce(is_closed, lower(ticket_state) = 'closed', false) as is_closed
from {{ ref('base_hubspot__ticket_pipeline_stage') }}
where row_outcome = 'loaded'
