-- Every finalised invoice over an amount of which it is known how it went: paid, not paid in time, or given up. Voided
-- invoices and those that are not due yet are no attempts.
select
    invoice_id,
    subscription_id,
    customer_id,
    cast(finalized_at as date) as metric_date,
    status,
    amount_due_usd,
    status = 'paid' as is_paid
from {{ ref('int_billing__invoices') }}
where
    finalized_at is not null
    and amount_due_usd > 0
    and (status in ('paid', 'uncollectible') or is_overdue)
order by metric_date, invoice_id
