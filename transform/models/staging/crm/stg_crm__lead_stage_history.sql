select
    lead_id,
    lower(stage) as stage,
    entered_at
from {{ ref('base_crm__lead_stage_history') }}
where row_outcome = 'loaded'
