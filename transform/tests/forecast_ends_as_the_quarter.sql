{{ config(tags=['sales']) }}
-- Identity 50: the forecast is never below what the quarter has brought so far, and on its last day it is that.
with days as (

    select
        metric_date,
        cast(date_trunc('quarter', metric_date) + interval 3 month as date) - 1 as quarter_end,
        sum(forecast_amount_usd) as forecast_usd,
        sum(won_amount_qtd_usd) as won_usd
    from {{ ref('deal_days') }}
    group by metric_date

)

select *
from days
where
    forecast_usd < won_usd
    or (metric_date = quarter_end and forecast_usd != won_usd)
