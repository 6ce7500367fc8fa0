select
    id as invoice_id,
    facility_id,
    application_id,
    lower(status) as status,
    amount as amount_usd,
    created_at,
    updated_at,
    paid_at
from {{ ref('base_crm__invoices') }}
where row_outcome = 'loaded'
