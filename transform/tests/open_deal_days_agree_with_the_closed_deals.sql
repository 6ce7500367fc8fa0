{{ config(tags=['sales']) }}
-- Identity 43 on the tables of the metrics, for every day: the deals that had come by then are won, lost or open.
with arrivals as (

    select
        deal_id,
        cast(least(lead_created_at, opportunity_created_at, closed_at) as date) as metric_date
    from {{ ref('int_sales__deals') }}
    where is_dated

),

days as (

    select distinct metric_date
    from {{ ref('deal_days') }}

),

open_deals as (

    select
        metric_date,
        sum(open_deals) as deals
    from {{ ref('deal_days') }}
    group by metric_date

),

come as (

    select
        days.metric_date,
        count(*) as deals
    from days
    inner join arrivals on days.metric_date >= arrivals.metric_date
    group by days.metric_date

),

gone as (

    select
        days.metric_date,
        count(*) as deals
    from days
    inner join {{ ref('closed_deals') }} as closed on days.metric_date >= closed.metric_date
    group by days.metric_date

)

select
    come.metric_date,
    come.deals,
    coalesce(gone.deals, 0) as gone_deals,
    open_deals.deals as open_deals
from come
inner join open_deals on come.metric_date = open_deals.metric_date
left join gone on come.metric_date = gone.metric_date
where come.deals != coalesce(gone.deals, 0) + open_deals.deals
