-- Identities 1, 2, 3, 7 and 8 on what the metrics measure, for every month and cohort: what was there, came, came back,
-- grew, shrank and left is what is there, in money and in customers; a period opens with what the one before closed with.
{{ config(tags=['revenue']) }}
with months as (

    select
        cohort_month,
        date_trunc('month', metric_date) as metric_month,
        sum(new_mrr_usd + expansion_mrr_usd + reactivation_mrr_usd - contraction_mrr_usd - churned_mrr_usd) as net_new_mrr_usd,
        count(*) filter (where new_mrr_usd > 0)
        + count(*) filter (where reactivation_mrr_usd > 0)
        - count(*) filter (where churned_mrr_usd > 0) as net_new_customers,
        max(metric_date) as last_date
    from {{ ref('revenue_days') }}
    group by cohort_month, date_trunc('month', metric_date)

),

closing as (

    select
        months.cohort_month,
        months.metric_month,
        months.net_new_mrr_usd,
        months.net_new_customers,
        sum(days.mrr_usd) as mrr_usd,
        count(*) filter (where days.mrr_usd > 0) as customers
    from months
    inner join {{ ref('revenue_days') }} as days
        on
            months.last_date = days.metric_date
            and months.cohort_month is not distinct from days.cohort_month
    group by months.cohort_month, months.metric_month, months.net_new_mrr_usd, months.net_new_customers

),

followed as (

    select
        *,
        lag(mrr_usd, 1, 0) over by_month as mrr_before_usd,
        lag(customers, 1, 0) over by_month as customers_before
    from closing
    window by_month as (partition by cohort_month order by metric_month)

),

opening as (

    select
        metric_date,
        sum(opening_mrr_usd) as opening_mrr_usd,
        lag(sum(mrr_usd), 1, 0) over (order by metric_date) as mrr_of_the_day_before_usd
    from {{ ref('revenue_days') }}
    group by metric_date

)

select
    cast(metric_month as date) as told_of,
    cohort_month,
    mrr_before_usd + net_new_mrr_usd as expected_usd,
    mrr_usd as found_usd
from followed
where
    mrr_before_usd + net_new_mrr_usd != mrr_usd
    or customers_before + net_new_customers != customers

union all

select
    metric_date as told_of,
    cast(null as date) as cohort_month,
    mrr_of_the_day_before_usd as expected_usd,
    opening_mrr_usd as found_usd
from opening
where opening_mrr_usd != mrr_of_the_day_before_usd
