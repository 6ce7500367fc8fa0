-- The recurring revenue of every customer at the end of every day since it first subscribed (or was first billed), with
-- what it was 30 days and a year before and what it owes. Days without revenue have rows too: the last day of a period
-- is there for every choice of customers. Narrow on purpose: every figure of revenue is a scan of it.
with receivables as (

    select
        customer_id,
        cast(finalized_at as date) as change_date,
        amount_due_usd as change_usd
    from {{ ref('int_billing__invoices') }}
    where
        finalized_at is not null
        and amount_due_usd > 0

    union all

    -- Nothing is owed any more once the invoice is paid, voided or given up. Where nobody knows when, it never was.
    select
        customer_id,
        greatest(
            cast(finalized_at as date),
            cast(coalesce(paid_at, voided_at, uncollectible_at, finalized_at) as date)
        ) as change_date,
        -amount_due_usd as change_usd
    from {{ ref('int_billing__invoices') }}
    where
        finalized_at is not null
        and amount_due_usd > 0
        and status in ('paid', 'void', 'uncollectible')

),

receivable_changes as (

    select
        customer_id,
        change_date,
        sum(change_usd) as change_usd
    from receivables
    group by customer_id, change_date

),

first_billed_days as (

    select
        customer_id,
        min(change_date) as first_billed_date
    from receivable_changes
    group by customer_id

),

first_subscribed_days as (

    select
        customer_id,
        min(metric_date) as first_subscribed_date,
        min(first_paying_date) as first_paying_date
    from {{ ref('int_billing__customer_days') }}
    group by customer_id

),

days_before_a_subscription as (

    select
        billed.customer_id,
        cast(unnest(generate_series(
            cast(billed.first_billed_date as timestamp),
            cast(coalesce(subscribed.first_subscribed_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from first_billed_days as billed
    left join first_subscribed_days as subscribed on billed.customer_id = subscribed.customer_id
    where coalesce(billed.first_billed_date < subscribed.first_subscribed_date, true)

),

days as (

    select
        customer_id,
        metric_date,
        mrr_usd,
        opening_mrr_usd,
        new_mrr_usd,
        expansion_mrr_usd,
        contraction_mrr_usd,
        churned_mrr_usd,
        reactivation_mrr_usd,
        past_due_mrr_usd,
        active_subscriptions
    from {{ ref('int_billing__customer_days') }}

    union all

    select
        customer_id,
        metric_date,
        0 as mrr_usd,
        0 as opening_mrr_usd,
        0 as new_mrr_usd,
        0 as expansion_mrr_usd,
        0 as contraction_mrr_usd,
        0 as churned_mrr_usd,
        0 as reactivation_mrr_usd,
        0 as past_due_mrr_usd,
        0 as active_subscriptions
    from days_before_a_subscription

)

select
    days.customer_id,
    days.metric_date,
    cast(date_trunc('month', subscribed.first_paying_date) as date) as cohort_month,
    {% for column in ['mrr', 'opening_mrr', 'new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr',
        'reactivation_mrr', 'past_due_mrr'] %}
    cast(days.{{ column }}_usd as decimal(18, 6)) as {{ column }}_usd,
    {% endfor %}
    -- Days follow each other without a gap, so that rows count days.
    cast(lag(days.mrr_usd, 30, 0) over so_far as decimal(18, 6)) as mrr_30d_ago_usd,
    cast(lag(days.mrr_usd, 365, 0) over so_far as decimal(18, 6)) as mrr_365d_ago_usd,
    cast(days.active_subscriptions as bigint) as active_subscriptions,
    cast(coalesce(sum(changes.change_usd) over so_far, 0) as decimal(18, 2)) as outstanding_usd
from days
left join first_subscribed_days as subscribed on days.customer_id = subscribed.customer_id
left join receivable_changes as changes
    on
        days.customer_id = changes.customer_id
        and days.metric_date = changes.change_date
window so_far as (partition by days.customer_id order by days.metric_date)
order by days.metric_date, days.customer_id
