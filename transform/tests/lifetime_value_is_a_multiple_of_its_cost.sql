{{ config(tags=['marketing']) }}

-- Identity 14 and its two sides, worked out once more from the customers' own days and the platforms' costs: on the last day
-- of each month, what a new customer costs, what a customer is worth, and how many times its cost that is.
with month_ends as (

    select max(date_day) as metric_date
    from {{ ref('time_spine_daily') }}
    group by date_trunc('month', date_day)

),

today as (

    select
        month_ends.metric_date,
        sum(customers.mrr_usd) / nullif(count(*) filter (where customers.mrr_usd > 0), 0) as arpa
    from month_ends
    left join {{ ref('int_billing__customer_days') }} as customers on month_ends.metric_date = customers.metric_date
    group by month_ends.metric_date

),

kept as (

    select
        month_ends.metric_date,
        count(*) filter (where now.mrr_usd > 0) / nullif(cast(count(before.customer_id) as double), 0) as kept_share
    from month_ends
    left join {{ ref('int_billing__customer_days') }} as before
        on
            month_ends.metric_date - 365 = before.metric_date
            and before.mrr_usd > 0
    left join {{ ref('int_billing__customer_days') }} as now
        on
            before.customer_id = now.customer_id
            and month_ends.metric_date = now.metric_date
    group by month_ends.metric_date

),

won as (

    select
        month_ends.metric_date,
        count(*) filter (where customers.mrr_movement = 'new') as new_customers
    from month_ends
    left join {{ ref('int_billing__customer_days') }} as customers
        on customers.metric_date between month_ends.metric_date - 89 and month_ends.metric_date
    group by month_ends.metric_date

),

spent as (

    select
        month_ends.metric_date,
        coalesce(sum(spend.cost_usd), 0) as spend_usd
    from month_ends
    left join {{ ref('int_marketing__platform_days') }} as spend
        on spend.ad_date between month_ends.metric_date - 89 and month_ends.metric_date
    group by month_ends.metric_date

),

worked_out as (

    select
        metric_date,
        spent.spend_usd / nullif(won.new_customers, 0) as cost,
        today.arpa * {{ var('gross_margin_pct') }} / 100 / nullif(1 - pow(kept.kept_share, 1.0 / 12), 0) as worth
    from today
    inner join kept using (metric_date)
    inner join won using (metric_date)
    inner join spent using (metric_date)

)

select
    worked_out.*,
    marketing.customer_acquisition_cost,
    revenue.customer_lifetime_value,
    marketing.lifetime_value_cac_ratio
from worked_out
inner join {{ ref('metrics_marketing') }} as marketing
    on
        worked_out.metric_date = marketing.metric_date
        and marketing.entity_type = 'company'
inner join {{ ref('metrics_revenue') }} as revenue
    on
        worked_out.metric_date = revenue.metric_date
        and revenue.entity_type = 'company'
where
    abs(marketing.customer_acquisition_cost - worked_out.cost) > 0.01
    or abs(revenue.customer_lifetime_value - worked_out.worth) > 0.01
    or (revenue.customer_lifetime_value is null and worked_out.worth is not null and {{ has_billing() | lower }})
    or abs(marketing.lifetime_value_cac_ratio - worked_out.worth / nullif(worked_out.cost, 0)) > 1e-6
