-- The recurring revenue of every customer at the end of every day since it first subscribed (or was first billed), with
-- what it was 30 days and a year before and what it owes. Days without revenue have rows too: the last day of a period
-- is there for every choice of customers. Narrow on purpose: every figure of revenue is a scan of it. All is worked out on
-- the few days on which anything changes and only then told of every day.
with changes as (

    select
        customer_id,
        from_date,
        mrr_usd,
        past_due_mrr_usd,
        active_subscriptions,
        opening_mrr_usd,
        mrr_movement,
        cast(null as decimal(18, 6)) as mrr_30d_ago_usd,
        cast(null as decimal(18, 6)) as mrr_365d_ago_usd,
        cast(null as decimal(18, 2)) as owed_usd
    from {{ ref('int_billing__customer_steps') }}

    {% for days in [30, 365] %}
    union all by name

    select
        customer_id,
        from_date + {{ days }} as from_date,
        mrr_usd as mrr_{{ days }}d_ago_usd
    from {{ ref('int_billing__customer_steps') }}
    {% endfor %}

    union all by name

    select
        customer_id,
        cast(finalized_at as date) as from_date,
        amount_due_usd as owed_usd
    from {{ ref('int_billing__invoices') }}
    where
        finalized_at is not null
        and amount_due_usd > 0

    union all by name

    -- Nothing is owed any more once the invoice is paid, voided or given up. Where nobody knows when, it never was.
    select
        customer_id,
        greatest(
            cast(finalized_at as date),
            cast(coalesce(paid_at, voided_at, uncollectible_at, finalized_at) as date)
        ) as from_date,
        -amount_due_usd as owed_usd
    from {{ ref('int_billing__invoices') }}
    where
        finalized_at is not null
        and amount_due_usd > 0
        and status in ('paid', 'void', 'uncollectible')

),

{%- set states = ['mrr_usd', 'past_due_mrr_usd', 'active_subscriptions', 'mrr_30d_ago_usd', 'mrr_365d_ago_usd'] %}

days_of_change as (

    select
        customer_id,
        from_date,
        {% for column in states %}
        max({{ column }}) as {{ column }},
        {% endfor %}
        max(opening_mrr_usd) as opening_mrr_usd,
        max(mrr_movement) as mrr_movement,
        sum(owed_usd) as owed_usd
    from changes
    where from_date <= {{ as_of_date() }}
    group by customer_id, from_date

),

steps as (

    select
        customer_id,
        from_date,
        lead(from_date, 1, {{ as_of_date() }} + 1) over so_far as to_date,
        {% for column in states %}
        coalesce(last_value({{ column }} ignore nulls) over so_far, 0) as {{ column }},
        {% endfor %}
        opening_mrr_usd,
        mrr_movement,
        coalesce(sum(owed_usd) over so_far, 0) as outstanding_usd,
        min(case when mrr_usd > 0 then from_date end) over (partition by customer_id) as first_paying_date
    from days_of_change
    window so_far as (partition by customer_id order by from_date)

),

days as (

    select
        *,
        cast(unnest(generate_series(
            cast(from_date as timestamp), cast(to_date - 1 as timestamp), interval 1 day
        )) as date) as metric_date
    from steps

),

-- On a day inside a step nothing moves.
moved as (

    select
        * replace (
            case when metric_date = from_date then mrr_movement end as mrr_movement,
            case when metric_date = from_date then coalesce(opening_mrr_usd, mrr_usd) else mrr_usd end as opening_mrr_usd
        )
    from days

)

select
    customer_id,
    metric_date,
    cast(date_trunc('month', first_paying_date) as date) as cohort_month,
    mrr_usd,
    opening_mrr_usd,
    {% for movement in ['new', 'expansion', 'contraction', 'churn', 'reactivation'] %}
    cast(case when mrr_movement = '{{ movement }}' then abs(mrr_usd - opening_mrr_usd) else 0 end as decimal(18, 6))
        as {{ 'churned' if movement == 'churn' else movement }}_mrr_usd,
    {% endfor %}
    past_due_mrr_usd,
    mrr_30d_ago_usd,
    mrr_365d_ago_usd,
    active_subscriptions,
    cast(outstanding_usd as decimal(18, 2)) as outstanding_usd
from moved
order by metric_date, customer_id
