select
    id as lead_id,
    facility_id,
    rep_id,
    lower(status) as status,
    lower(stage) as stage,
    amount as amount_usd,
    created_at,
    updated_at,
    qualified_at,
    closed_at
from {{ ref('base_crm__leads') }}
where row_outcome = 'loaded'
