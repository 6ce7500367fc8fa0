{{ config(tags=['customer_success']) }}

-- Identity 36: the customers over the bands of health, with those without a score, are all active customers.
with bands as (

    select
        as_of_date as metric_date,
        count(*) filter (where health_status is not null) + count(*) filter (where customer_health_score is null)
            as customers
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
left join bands on active.metric_date = bands.metric_date
where active.customers != coalesce(bands.customers, 0)
