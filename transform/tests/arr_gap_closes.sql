-- Identity 16: the gap and what billing says are what the CRM says, on every day of which both are told. (A customer that
-- pays before the app knows it has no day yet on which it could be compared.)
{{ config(tags=['company']) }}
with gap as (

    select
        metric_date,
        sum(arr_gap_usd) as arr_gap_usd
    from {{ ref('arr_gap_days') }}
    group by metric_date

),

billed as (

    select
        revenue.metric_date,
        sum(12 * revenue.mrr_usd) as arr_usd
    from {{ ref('revenue_days') }} as revenue
    inner join {{ ref('arr_gap_days') }} as gaps
        on
            revenue.customer_id = gaps.customer_id
            and revenue.metric_date = gaps.metric_date
    group by revenue.metric_date

),

crm as (

    select
        as_of_date as metric_date,
        sum(current_arr) as current_arr_usd
    from {{ ref('fct_customer_ai_adoption_30d') }}
    group by as_of_date

)

select
    gap.metric_date,
    gap.arr_gap_usd,
    billed.arr_usd,
    crm.current_arr_usd
from gap
inner join crm on gap.metric_date = crm.metric_date
left join billed on gap.metric_date = billed.metric_date
where
    gap.arr_gap_usd is not null
    and abs(gap.arr_gap_usd + coalesce(billed.arr_usd, 0) - coalesce(crm.current_arr_usd, 0)) > 0.01
