-- Every subscription at the end of each month, the running one at the as-of date, as it was then: from the month in
-- which it began to the one in which nothing was left to happen.
{%- set movements = {
    'new_mrr_usd': 'new',
    'expansion_mrr_usd': 'expansion',
    'contraction_mrr_usd': 'contraction',
    'churned_mrr_usd': 'churn',
    'reactivation_mrr_usd': 'reactivation',
} %}
with last_payments as (

    select
        subscription_id,
        max(fact_date) as last_payment_date
    from {{ ref('int_billing__subscription_payments') }}
    group by subscription_id

),

ended_steps as (

    select
        *,
        min(case when status in ('canceled', 'incomplete_expired') then from_date end) over (
            partition by subscription_id
        ) as first_end
    from {{ ref('int_billing__subscription_day_steps') }}

),

lives as (

    select
        steps.subscription_id,
        min(steps.from_date) as first_date,
        case
            when bool_or(steps.to_date > {{ as_of_date() }} and steps.status not in ('canceled', 'incomplete_expired'))
                then {{ as_of_date() }}
            else greatest(
                max(steps.from_date) filter (
                    where steps.mrr_usd != steps.opening_mrr_usd or steps.from_date = steps.first_end
                ),
                coalesce(max(last_payments.last_payment_date), min(steps.from_date))
            )
        end as last_date
    from ended_steps as steps
    left join last_payments on steps.subscription_id = last_payments.subscription_id
    group by steps.subscription_id

),

months as (

    select
        subscription_id,
        cast(unnest(generate_series(
            date_trunc('month', first_date), date_trunc('month', last_date), interval 1 month
        )) as date) as metric_month
    from lives

),

month_ends as (

    select
        subscription_id,
        metric_month,
        least(last_day(metric_month), {{ as_of_date() }}) as metric_date
    from months

),

movements as (

    select
        subscription_id,
        cast(date_trunc('month', moved_date) as date) as metric_month,
        {% for column, movement in movements.items() %}
        coalesce(sum(moved_mrr_usd) filter (where mrr_movement = '{{ movement }}'), 0) as {{ column }}
        {{- ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_billing__subscription_movements') }}
    group by subscription_id, date_trunc('month', moved_date)

),

payments as (

    select
        subscription_id,
        cast(date_trunc('month', fact_date) as date) as metric_month,
        sum(invoiced_usd) as invoiced_usd,
        sum(collected_usd) as collected_usd,
        sum(invoices_sent) as invoices_sent,
        sum(invoices_paid) as invoices_paid
    from {{ ref('int_billing__subscription_payments') }}
    group by subscription_id, date_trunc('month', fact_date)

)

select
    month_ends.subscription_id,
    steps.customer_id,
    month_ends.metric_month,
    month_ends.metric_date,
    steps.status,
    steps.plan,
    steps.billing_interval,
    cast(steps.interval_count as bigint) as interval_count,
    steps.seats,
    cast(
        lag(steps.mrr_usd, 1, 0) over (partition by month_ends.subscription_id order by month_ends.metric_month)
        as double
    ) as opening_mrr_usd,
    {% for column in movements %}
    cast(coalesce(movements.{{ column }}, 0) as double) as {{ column }},
    {% endfor %}
    cast(steps.mrr_usd as double) as mrr_usd,
    cast(case when steps.is_past_due then steps.mrr_usd else 0 end as double) as past_due_mrr_usd,
    cast(steps.contract_mrr_usd as double) as contract_mrr_usd,
    steps.is_paying,
    steps.is_trialing,
    steps.is_past_due,
    steps.is_fixed_term,
    steps.term_end_date,
    cast(coalesce(payments.invoices_sent, 0) as bigint) as invoices_sent,
    cast(coalesce(payments.invoices_paid, 0) as bigint) as invoices_paid,
    cast(coalesce(payments.invoiced_usd, 0) as double) as invoiced_usd,
    cast(coalesce(payments.collected_usd, 0) as double) as collected_usd
from month_ends
inner join {{ ref('int_billing__subscription_day_steps') }} as steps
    on
        month_ends.subscription_id = steps.subscription_id
        and month_ends.metric_date >= steps.from_date
        and month_ends.metric_date < steps.to_date
left join movements
    on
        month_ends.subscription_id = movements.subscription_id
        and month_ends.metric_month = movements.metric_month
left join payments
    on
        month_ends.subscription_id = payments.subscription_id
        and month_ends.metric_month = payments.metric_month
order by month_ends.metric_month, month_ends.subscription_id
