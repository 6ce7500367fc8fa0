select
    id as invoice_id,
    customer_id as stripe_customer_id,
    subscription_id,
    lower(status) as status,
    lower(currency) as currency,
    subtotal as subtotal_cents,
    tax as tax_cents,
    total as total_cents,
    amount_due as amount_due_cents,
    amount_paid as amount_paid_cents,
    created as created_at,
    due_date as due_at,
    period_start as period_start_at,
    period_end as period_end_at,
    status_transitions_finalized_at as finalized_at,
    status_transitions_paid_at as paid_at,
    status_transitions_voided_at as voided_at,
    status_transitions_marked_uncollectible_at as uncollectible_at
from {{ ref('base_stripe__invoice') }}
where row_outcome = 'loaded'
