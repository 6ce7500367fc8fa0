{{ config(tags=['sales']) }}
-- Identity 48: on the last day of a month, won to date is what was won in the month.
with to_date as (

    select
        metric_date,
        sum(deals_won_mtd) as deals,
        sum(won_amount_mtd_usd) as amount_usd
    from {{ ref('deal_days') }}
    where metric_date = last_day(metric_date)
    group by metric_date

),

months as (

    select
        last_day(metric_date) as metric_date,
        sum(is_won) as deals,
        sum(won_amount_usd) as amount_usd
    from {{ ref('closed_deals') }}
    where last_day(metric_date) <= {{ as_of_date() }}
    group by last_day(metric_date)

)

select
    coalesce(to_date.metric_date, months.metric_date) as metric_date,
    to_date.deals as deals_to_date,
    months.deals
from to_date
full join months on to_date.metric_date = months.metric_date
where
    coalesce(to_date.deals, 0) != coalesce(months.deals, 0)
    or coalesce(to_date.amount_usd, 0) != coalesce(months.amount_usd, 0)
