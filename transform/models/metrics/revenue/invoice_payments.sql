-- Every paid invoice on the day on which it was paid; how long that took is told of invoices over an amount.
select
    invoice_id,
    subscription_id,
    customer_id,
    cast(paid_at as date) as metric_date,
    amount_paid_usd,
    case when amount_due_usd > 0 then {{ exact('days_to_pay') }} end as days_to_payment
from {{ ref('int_billing__invoices') }}
where
    status = 'paid'
    and paid_at is not null
order by metric_date, invoice_id
