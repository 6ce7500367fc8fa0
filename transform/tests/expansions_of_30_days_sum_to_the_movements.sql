{{ config(tags=['customer_success']) }}

-- Identity 15, for every customer and month end (and the as-of date).
with expected as (

    select
        days.customer_id,
        days.metric_date,
        sum(movements.expansion_mrr_usd) as expansion_mrr_30d_usd
    from {{ ref('customer_retention_days') }} as days
    inner join {{ ref('int_billing__customer_days') }} as movements
        on
            days.customer_id = movements.customer_id
            and movements.metric_date between days.metric_date - 29 and days.metric_date
    where days.metric_date in ({{ dbt.last_day('days.metric_date', 'month') }}, {{ as_of_date() }})
    group by days.customer_id, days.metric_date

)

select
    days.customer_id,
    days.metric_date
from {{ ref('customer_retention_days') }} as days
inner join expected
    on
        days.customer_id = expected.customer_id
        and days.metric_date = expected.metric_date
where days.expansion_mrr_30d_usd != expected.expansion_mrr_30d_usd
