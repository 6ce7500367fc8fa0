{{ config(tags=['customer_success']) }}

-- Identity 36: the customers over the quadrants of adoption are all active customers; one without a score has adopted little.
with quadrants as (

    select
        as_of_date as metric_date,
        count(*) filter (
            where adoption_quadrant in ('target', 'quick_win')
            or (adoption_quadrant in ('risk', 'monitor') and coalesce(effective_ai_adoption_score < adoption_threshold, true))
        ) as customers
    from {{ ref('fct_customer_ai_adoption_30d') }}
    where is_active_customer
    group by as_of_date

),

active as (

    select
        metric_date,
        sum(active_customers) as customers
    from {{ ref('customer_success_days') }}
    group by metric_date

)

select active.metric_date
from active
left join quadrants on active.metric_date = quadrants.metric_date
where active.customers != coalesce(quadrants.customers, 0)
