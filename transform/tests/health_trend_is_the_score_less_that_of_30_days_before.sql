{{ config(tags=['customer_success']) }}

-- Identity 39, for customers that were active on both days; nobody else has a trend.
with trends as (

    select
        latest.customer_id,
        latest.metric_date,
        latest.customer_health_score - earlier.customer_health_score as health_trend_30d
    from {{ ref('entity_customers_daily') }} as latest
    inner join {{ ref('entity_customers_daily') }} as earlier
        on
            latest.customer_id = earlier.customer_id
            and latest.metric_date = earlier.metric_date + 30
    where
        latest.is_active_customer
        and earlier.is_active_customer

)

select
    days.customer_id,
    days.metric_date
from {{ ref('customer_success_days') }} as days
left join trends
    on
        days.customer_id = trends.customer_id
        and days.metric_date = trends.metric_date
where
    abs(coalesce(days.health_trend_30d, 0) - coalesce(trends.health_trend_30d, 0)) > 0.000001
    or (days.health_trend_30d is null) != (trends.health_trend_30d is null)
