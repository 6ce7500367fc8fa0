{{ config(tags=['sales']) }}
-- Identities 51 and 52: the days of a month add up to its quotas, the reps of a day to its open deals, and the activities
-- of 30 days are those that were recorded in them.
with quotas as (

    select
        cast(date_trunc('month', metric_date) as date) as month,
        sum(quota_usd) as told
    from {{ ref('rep_days') }}
    group by cast(date_trunc('month', metric_date) as date)
    having max(metric_date) = last_day(max(metric_date))

),

reported_quotas as (

    select
        quota_month as month,
        sum(quota_usd) as expected
    from {{ ref('int_sales__quotas') }}
    group by quota_month

),

rep_sums as (

    select
        metric_date,
        sum(open_deals) as open_deals,
        sum(won_amount_qtd_usd) as won_usd,
        sum(coalesce(calls_30d, 0) + coalesce(emails_30d, 0) + coalesce(meetings_30d, 0)) as activities
    from {{ ref('rep_days') }}
    group by metric_date

),

deal_sums as (

    select
        metric_date,
        sum(open_deals) as open_deals,
        sum(won_amount_qtd_usd) as won_usd
    from {{ ref('deal_days') }}
    group by metric_date

),

recorded as (

    select
        rep_sums.metric_date,
        count(*) as activities
    from rep_sums
    inner join {{ ref('int_sales__activities') }} as work
        on
            rep_sums.metric_date >= work.activity_date
            and rep_sums.metric_date < work.activity_date + 30
    where work.source = 'hubspot'
    group by rep_sums.metric_date

)

select
    'quota of the month' as what,
    quotas.month as place
from quotas
full join reported_quotas on quotas.month = reported_quotas.month
where
    quotas.month is not null
    and coalesce(quotas.told, 0) != coalesce(reported_quotas.expected, 0)

union all

select
    'deals of the day' as what,
    coalesce(rep_sums.metric_date, deal_sums.metric_date) as place
from rep_sums
full join deal_sums on rep_sums.metric_date = deal_sums.metric_date
where
    coalesce(rep_sums.open_deals, 0) != coalesce(deal_sums.open_deals, 0)
    or coalesce(rep_sums.won_usd, 0) != coalesce(deal_sums.won_usd, 0)

union all

select
    'activities of 30 days' as what,
    rep_sums.metric_date as place
from rep_sums
left join recorded on rep_sums.metric_date = recorded.metric_date
where rep_sums.activities != coalesce(recorded.activities, 0)
