select
    id as charge_id,
    customer_id as stripe_customer_id,
    invoice_id,
    lower(status) as status,
    lower(currency) as currency,
    amount as amount_cents,
    coalesce(amount_refunded, 0) as amount_refunded_cents,
    failure_code,
    created as created_at
from {{ ref('base_stripe__charge') }}
where row_outcome = 'loaded'
