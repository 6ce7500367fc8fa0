-- What revenue_days says of 30, 90 and 365 days before is what those days say of themselves, for all customers together.
{{ config(tags=['revenue']) }}
with days as (

    select
        metric_date,
        sum(mrr_usd) as mrr_usd,
        sum(mrr_30d_ago_usd) as mrr_30d_ago_usd,
        sum(mrr_365d_ago_usd) as mrr_365d_ago_usd
    from {{ ref('revenue_days') }}
    group by metric_date

)

select
    days.metric_date,
    days.mrr_30d_ago_usd,
    month_before.mrr_usd as mrr_of_30_days_before_usd,
    days.mrr_365d_ago_usd,
    year_before.mrr_usd as mrr_of_365_days_before_usd,
    acquisition.mrr_90d_ago_usd,
    quarter_before.mrr_usd as mrr_of_90_days_before_usd
from days
left join days as month_before on days.metric_date - 30 = month_before.metric_date
left join days as quarter_before on days.metric_date - 90 = quarter_before.metric_date
left join days as year_before on days.metric_date - 365 = year_before.metric_date
left join {{ ref('acquisition_days') }} as acquisition on days.metric_date = acquisition.metric_date
where
    days.mrr_30d_ago_usd != coalesce(month_before.mrr_usd, 0)
    or days.mrr_365d_ago_usd != coalesce(year_before.mrr_usd, 0)
    or acquisition.mrr_90d_ago_usd != coalesce(quarter_before.mrr_usd, 0)
    or acquisition.mrr_usd != days.mrr_usd
