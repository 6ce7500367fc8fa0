-- Identity 17: where ten customers or fewer pay, they bring all there is; and all there is is what revenue_days tells.
{{ config(tags=['company']) }}
with days as (

    select
        metric_date,
        sum(12 * mrr_usd) as arr_usd,
        count(*) filter (where mrr_usd > 0) as active_customers
    from {{ ref('revenue_days') }}
    group by metric_date

)

select
    top.metric_date,
    top.top10_arr_usd,
    top.arr_usd,
    days.active_customers
from {{ ref('top_customer_days') }} as top
left join days on top.metric_date = days.metric_date
where
    top.arr_usd is distinct from days.arr_usd
    or (days.active_customers <= 10 and top.top10_arr_usd != top.arr_usd)
