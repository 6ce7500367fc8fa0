select
    id as refund_id,
    charge_id,
    lower(status) as status,
    lower(currency) as currency,
    amount as amount_cents,
    created as created_at
from {{ ref('base_stripe__refund') }}
where row_outcome = 'loaded'
