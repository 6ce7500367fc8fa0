{{ config(tags=['marketing']) }}

-- Identity 14, and what its two sides are made of: on each month's last day the cost of a customer times the new customers
-- is the spend of 90 days, and who stayed for a year is told by the customers' own days. Returns the days that differ.
with month_ends as (

    select max(metric_date) as metric_date
    from {{ ref('customer_cost_days') }}
    group by date_trunc('month', metric_date)

),

counted as (

    select
        month_ends.metric_date,
        count(distinct customers.customer_id) as customers_a_year_ago,
        count(distinct case when today.mrr_usd > 0 then customers.customer_id end) as retained_customers
    from month_ends
    left join {{ ref('int_billing__customer_days') }} as customers
        on
            month_ends.metric_date - 365 = customers.metric_date
            and customers.mrr_usd > 0
    left join {{ ref('int_billing__customer_days') }} as today
        on
            customers.customer_id = today.customer_id
            and month_ends.metric_date = today.metric_date
    group by month_ends.metric_date

),

spent as (

    select
        month_ends.metric_date,
        coalesce(sum(spend.cost_usd), 0) as spend_90d_usd
    from month_ends
    left join {{ ref('int_marketing__platform_days') }} as spend
        on spend.ad_date between month_ends.metric_date - 89 and month_ends.metric_date
    group by month_ends.metric_date

)

select
    days.metric_date,
    days.retained_share,
    days.spend_90d_usd,
    days.acquisition_cost_usd,
    days.lifetime_value_usd
from {{ ref('customer_cost_days') }} as days
inner join counted on days.metric_date = counted.metric_date
inner join spent on days.metric_date = spent.metric_date
where
    days.retained_share is distinct from cast(counted.retained_customers as double) / nullif(counted.customers_a_year_ago, 0)
    or abs(days.spend_90d_usd - spent.spend_90d_usd) > 0.01
    or abs(days.acquisition_cost_usd * days.new_customers_90d - days.spend_90d_usd) > 0.01
    or (days.lifetime_value_usd is not null and (days.retained_share is null or days.retained_share = 1))
