{{ config(tags=['customer_success']) }}

-- Identity 42: who is ready is who has reference tier 1 on the day and pays.
select
    days.customer_id,
    days.metric_date
from {{ ref('customer_success_days') }} as days
inner join {{ ref('fct_reference_readiness_30d') }} as readiness
    on
        days.customer_id = readiness.org_id
        and days.metric_date = readiness.as_of_date
where
    (days.reference_ready_customers = 1)
    != (readiness.is_active_customer and coalesce(readiness.reference_tier = '1', false))
