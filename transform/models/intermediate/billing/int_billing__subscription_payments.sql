-- Per subscription and day what was invoiced and what was collected.
with facts as (

    select
        subscription_id,
        cast(finalized_at as date) as fact_date,
        amount_due_usd as invoiced_usd,
        0 as collected_usd,
        1 as invoices_sent,
        0 as invoices_paid
    from {{ ref('int_billing__invoices') }}
    where
        finalized_at is not null
        and amount_due_usd > 0

    union all

    select
        subscription_id,
        cast(paid_at as date) as fact_date,
        0 as invoiced_usd,
        amount_paid_usd as collected_usd,
        0 as invoices_sent,
        1 as invoices_paid
    from {{ ref('int_billing__invoices') }}
    where
        paid_at is not null
        and amount_due_usd > 0

)

select
    subscription_id,
    fact_date,
    cast(sum(invoiced_usd) as decimal(18, 2)) as invoiced_usd,
    cast(sum(collected_usd) as decimal(18, 2)) as collected_usd,
    sum(invoices_sent) as invoices_sent,
    sum(invoices_paid) as invoices_paid
from facts
where subscription_id is not null
group by subscription_id, fact_date
