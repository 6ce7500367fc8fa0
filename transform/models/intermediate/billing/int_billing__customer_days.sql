-- One row per customer and day since its first subscription. On a day inside a step nothing moves: opening = closing.
{%- set movements = {
    'new_mrr_usd': 'new',
    'expansion_mrr_usd': 'expansion',
    'contraction_mrr_usd': 'contraction',
    'churned_mrr_usd': 'churn',
    'reactivation_mrr_usd': 'reactivation',
} %}
with days as (

    select
        *,
        cast(unnest(generate_series(
            cast(from_date as timestamp),
            cast(least(to_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from {{ ref('int_billing__customer_steps') }}

),

moved as (

    select
        * replace (
            case when metric_date = from_date then mrr_movement else 'none' end as mrr_movement,
            case when metric_date = from_date then opening_mrr_usd else mrr_usd end as opening_mrr_usd
        )
    from days

)

select
    customer_id,
    metric_date,
    mrr_usd,
    opening_mrr_usd,
    {% for column, movement in movements.items() %}
    case when mrr_movement = '{{ movement }}' then abs(mrr_usd - opening_mrr_usd) else 0 end as {{ column }},
    {% endfor %}
    mrr_movement,
    past_due_mrr_usd,
    active_subscriptions,
    seats,
    is_past_due,
    is_trialing,
    first_paying_date,
    paying_since,
    next_term_end_date,
    has_fixed_term,
    plan
from moved
