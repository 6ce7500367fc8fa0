{{ config(tags=['customer_success']) }}

-- Identity 10, from the state of both days: who paid 30 (365) days before was lost or is still here.
with days as (

    select
        latest.customer_id,
        latest.metric_date,
        latest.mrr_usd > 0 as is_active,
        coalesce(month_ago.mrr_usd > 0, false) as was_active_30d_ago,
        coalesce(year_ago.mrr_usd > 0, false) as was_active_365d_ago
    from {{ ref('int_billing__customer_days') }} as latest
    left join {{ ref('int_billing__customer_days') }} as month_ago
        on
            latest.customer_id = month_ago.customer_id
            and latest.metric_date = month_ago.metric_date + 30
    left join {{ ref('int_billing__customer_days') }} as year_ago
        on
            latest.customer_id = year_ago.customer_id
            and latest.metric_date = year_ago.metric_date + 365

),

expected as (

    select
        metric_date,
        count(*) filter (where was_active_30d_ago) as customers_30d_ago,
        count(*) filter (where was_active_30d_ago and is_active) as customers_kept_30d,
        count(*) filter (where was_active_365d_ago) as customers_365d_ago,
        count(*) filter (where was_active_365d_ago and is_active) as customers_kept_365d
    from days
    group by metric_date

),

found as (

    select
        metric_date,
        sum(customers_30d_ago) as customers_30d_ago,
        sum(customers_lost_30d) as customers_lost_30d,
        sum(customers_365d_ago) as customers_365d_ago,
        sum(customers_kept_365d) as customers_kept_365d
    from {{ ref('customer_retention_days') }}
    group by metric_date

)

select expected.metric_date
from expected
left join found on expected.metric_date = found.metric_date
where
    found.metric_date is null
    or found.customers_30d_ago != expected.customers_30d_ago
    or found.customers_lost_30d + expected.customers_kept_30d != expected.customers_30d_ago
    or found.customers_365d_ago != expected.customers_365d_ago
    or found.customers_kept_365d != expected.customers_kept_365d
