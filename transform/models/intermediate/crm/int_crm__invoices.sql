-- Invoices to sites as they stand at the as-of: what was paid or cancelled later is still pending.
with invoices as (

    select
        *,
        case when {{ is_after_as_of('coalesce(paid_at, updated_at)') }} then 'pending' else status end as status_today
    from {{ ref('stg_invoices') }}

)

select
    invoice_id,
    {{ or_unassigned('facility_id') }} as facility_id,
    application_id,
    status_today as status,
    cast(amount_usd as decimal(18, 2)) as amount_usd,
    created_at,
    case when status_today = 'paid' then paid_at end as paid_at
from invoices
