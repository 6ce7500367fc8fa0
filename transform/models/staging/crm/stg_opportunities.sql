select
    id as opportunity_id,
    lead_id,
    rep_id,
    lower(status) as status,
    amount as amount_usd,
    expected_close_date,
    created_at,
    updated_at,
    closed_at
from {{ ref('base_crm__opportunities') }}
where row_outcome = 'loaded'
