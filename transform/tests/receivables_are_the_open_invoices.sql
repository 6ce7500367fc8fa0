-- What customers owe at the end of the as-of date is what their invoices that are open then are due for.
{{ config(tags=['revenue']) }}
with by_day as (

    select
        customer_id,
        outstanding_usd
    from {{ ref('revenue_days') }}
    where metric_date = {{ as_of_date() }}

),

by_invoice as (

    select
        customer_id,
        sum(amount_due_usd) as outstanding_usd
    from {{ ref('int_billing__invoices') }}
    where
        status = 'open'
        and finalized_at is not null
        and amount_due_usd > 0
    group by customer_id

)

select
    coalesce(by_day.customer_id, by_invoice.customer_id) as customer_id,
    by_day.outstanding_usd,
    by_invoice.outstanding_usd as open_invoices_usd
from by_day
full outer join by_invoice on by_day.customer_id = by_invoice.customer_id
where coalesce(by_day.outstanding_usd, 0) != coalesce(by_invoice.outstanding_usd, 0)
