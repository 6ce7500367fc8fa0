-- One row per rep and day, with what the rep shall win, has won, has open and has done. What belongs to nobody stands in
-- rows without a rep, so that the reps add up to the company.
with deal_sums as (

    select
        rep_id,
        metric_date,
        sum(open_deals) as open_deals,
        sum(closing_amount_usd) as closing_amount_usd,
        sum(won_amount_qtd_usd) as won_amount_qtd_usd
    from {{ ref('deal_days') }}
    group by rep_id, metric_date

),

activity_sums as (

    select
        rep_id,
        activity_date as metric_date,
        count(*) filter (where activity_type = 'call') as calls,
        count(*) filter (where activity_type = 'email') as emails,
        count(*) filter (where activity_type = 'meeting') as meetings
    from {{ ref('int_sales__activities') }}
    where
        source = 'hubspot'
        and activity_date <= {{ as_of_date() }}
    group by rep_id, activity_date

),

quarter_quotas as (

    select
        rep_id,
        cast(date_trunc('quarter', quota_month) as date) as quarter_start,
        sum(quota_usd) as quota_usd
    from {{ ref('int_sales__quotas') }}
    group by rep_id, cast(date_trunc('quarter', quota_month) as date)

),

known_days as (

    select rep_id, metric_date from deal_sums
    union all
    select rep_id, metric_date from activity_sums
    union all
    select rep_id, quota_month as metric_date from {{ ref('int_sales__quotas') }}

),

reps as (

    select distinct rep_id
    from known_days

),

-- Every rep has every day since anybody began: a day on which nothing happened is a day of the windows, too.
rep_days as (

    select
        reps.rep_id,
        cast(days.day as date) as metric_date,
        cast(date_trunc('quarter', days.day) as date) as quarter_start,
        cast(date_trunc('month', days.day) as date) as month_start,
        extract(day from days.day) as day_of_month,
        extract(day from last_day(days.day)) as days_in_month
    from reps
    cross join
        unnest(generate_series(
            cast((select min(metric_date) from known_days) as timestamp),
            cast({{ as_of_date() }} as timestamp),
            interval 1 day
        )) as days (day)

)

select
    rep_days.rep_id,
    rep_days.metric_date,
    people.region,
    -- The day's share of the month's quota, as the difference of two shares so that the days add up to the cent.
    cast(
        cast(month_quotas.quota_usd * rep_days.day_of_month / rep_days.days_in_month as decimal(18, 6))
        - cast(month_quotas.quota_usd * (rep_days.day_of_month - 1) / rep_days.days_in_month as decimal(18, 6))
        as decimal(18, 6)
    ) as quota_usd,
    cast(quarter_quotas.quota_usd as decimal(18, 2)) as quarter_quota_usd,
    cast(coalesce(deal_sums.won_amount_qtd_usd, 0) as decimal(18, 2)) as won_amount_qtd_usd,
    cast(coalesce(deal_sums.closing_amount_usd, 0) as decimal(18, 2)) as closing_amount_usd,
    cast(coalesce(deal_sums.open_deals, 0) as bigint) as open_deals,
    {% for kind in ['call', 'email', 'meeting'] %}
    {%- set sum_30d = 'sum(coalesce(activity_sums.' ~ kind ~ 's, 0)) over last_30_days' %}
    {{ null_without(['hubspot.engagement_' ~ kind], sum_30d) }} as {{ kind }}s_30d{{ ',' if not loop.last }}
    {% endfor %}
from rep_days
left join {{ ref('int_sales__reps') }} as people on rep_days.rep_id = people.rep_id
left join {{ ref('int_sales__quotas') }} as month_quotas
    on
        rep_days.rep_id = month_quotas.rep_id
        and rep_days.month_start = month_quotas.quota_month
left join quarter_quotas
    on
        rep_days.rep_id = quarter_quotas.rep_id
        and rep_days.quarter_start = quarter_quotas.quarter_start
left join deal_sums
    on
        rep_days.rep_id is not distinct from deal_sums.rep_id
        and rep_days.metric_date = deal_sums.metric_date
left join activity_sums
    on
        rep_days.rep_id is not distinct from activity_sums.rep_id
        and rep_days.metric_date = activity_sums.metric_date
window
    last_30_days as (
        partition by rep_days.rep_id order by rep_days.metric_date rows between 29 preceding and current row
    )
