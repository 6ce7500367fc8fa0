-- What a facility paid in a month, by the month of payment; beside it what was invoiced to it in that month.
with payments as (

    select
        facility_id,
        {{ month_of('paid_at') }} as month,
        count(*) as paid_invoices,
        sum(amount_usd) as revenue_usd,
        avg({{ exact(elapsed_days('created_at', 'paid_at')) }}) as avg_days_to_payment
    from {{ ref('int_crm__invoices') }}
    where paid_at is not null
    group by facility_id, {{ month_of('paid_at') }}

),

issued as (

    select
        facility_id,
        {{ month_of('created_at') }} as month,
        count(*) as issued_invoices,
        sum(amount_usd) as issued_usd,
        sum(amount_usd) filter (where status = 'pending') as pending_usd,
        sum(amount_usd) filter (where status = 'cancelled') as cancelled_usd
    from {{ ref('int_crm__invoices') }}
    group by facility_id, {{ month_of('created_at') }}

)

select
    spine.facility_id,
    spine.facility_name,
    spine.month,
    coalesce(payments.paid_invoices, 0) as paid_invoices,
    cast(coalesce(payments.revenue_usd, 0) as decimal(18, 2)) as revenue_usd,
    cast(payments.revenue_usd / payments.paid_invoices as double) as avg_invoice_usd,
    payments.avg_days_to_payment,
    coalesce(issued.issued_invoices, 0) as issued_invoices,
    cast(coalesce(issued.issued_usd, 0) as decimal(18, 2)) as issued_usd,
    cast(coalesce(issued.pending_usd, 0) as decimal(18, 2)) as pending_usd,
    cast(coalesce(issued.cancelled_usd, 0) as decimal(18, 2)) as cancelled_usd
from {{ ref('int_crm__facility_months') }} as spine
left join payments
    on
        spine.facility_id = payments.facility_id
        and spine.month = payments.month
left join issued
    on
        spine.facility_id = issued.facility_id
        and spine.month = issued.month
order by spine.facility_id, spine.month
