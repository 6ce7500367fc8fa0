-- What the ten customers that pay most bring at the end of every day, beside what all do. Equal customers are told apart
-- by their ids.
with ranked as (

    select
        metric_date,
        mrr_usd,
        row_number() over (partition by metric_date order by mrr_usd desc, customer_id) as rank_by_mrr
    from {{ ref('int_billing__customer_days') }}

)

select
    metric_date,
    cast(12 * sum(case when rank_by_mrr <= 10 then mrr_usd else 0 end) as decimal(18, 6)) as top10_arr_usd,
    cast(12 * sum(mrr_usd) as decimal(18, 6)) as arr_usd
from ranked
group by metric_date
order by metric_date
