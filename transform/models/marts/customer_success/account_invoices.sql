-- Every invoice of a customer, what of it was paid and how late.
select
    customer_id,
    invoice_id,
    subscription_id,
    status,
    is_overdue,
    coalesce(finalized_at, created_at) as issued_at,
    due_at,
    paid_at,
    cast(amount_due_usd as double) as amount_due_usd,
    cast(amount_paid_usd as double) as amount_paid_usd,
    cast(refunded_usd as double) as refunded_usd,
    failed_charges,
    days_to_pay,
    case
        when is_overdue then cast(date_diff('day', due_at, {{ as_of_at() }}) as bigint)
        when paid_at > due_at then cast(date_diff('day', due_at, paid_at) as bigint)
    end as days_late
from {{ ref('int_billing__invoices') }}
where customer_id is not null
order by customer_id, issued_at, invoice_id
