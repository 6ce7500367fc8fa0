-- People active in the day, week and month that end on each day, counted per customer: where neither platform nor feature
-- is asked for, these few rows tell what a scan of user_activity_windows would. People of one organisation are numbers
-- that sum up; each of those with several is a row with a key, so that a total counts the person once.
with people_days as (

    select
        *,
        lead(activity_date) over (partition by user_key, org_id order by activity_date) as next_date,
        max(case when used_a_feature then activity_date end)
            over (partition by user_key, org_id order by activity_date)
            as feature_date
    from {{ ref('int_users__people_days') }}

),

windows as (

    select
        user_key,
        org_id,
        has_several,
        activity_date,
        feature_date,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(least(activity_date + 29, next_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from people_days

),

own_users as (

    select
        org_id,
        metric_date,
        count(*) filter (where metric_date = activity_date) as daily_users,
        count(*) filter (where metric_date < activity_date + 7) as weekly_users,
        count(*) as monthly_users,
        count(*) filter (where metric_date < feature_date + 30) as feature_users
    from windows
    where not has_several
    group by org_id, metric_date

),

days as (

    select
        org_id,
        activity_date,
        count(*) filter (where not is_for_several) as own_user_days,
        sum(event_count) as user_event_count
    from people_days
    group by org_id, activity_date

)

select
    spine.org_id,
    spine.metric_date,
    cast(coalesce(own_users.daily_users, 0) as bigint) as own_daily_users,
    cast(coalesce(own_users.weekly_users, 0) as bigint) as own_weekly_users,
    cast(coalesce(own_users.monthly_users, 0) as bigint) as own_monthly_users,
    {{ null_without(['releases.features'], 'coalesce(own_users.feature_users, 0)') }} as own_feature_users,
    cast(coalesce(days.own_user_days, 0) as bigint) as own_user_days,
    cast(coalesce(sum(days.own_user_days) over last_30_days, 0) as bigint) as own_user_days_30d,
    cast(coalesce(days.user_event_count, 0) as {{ count_type() }}) as user_event_count,
    cast(null as bigint) as daily_user_key,
    cast(null as bigint) as weekly_user_key,
    cast(null as bigint) as monthly_user_key,
    cast(null as bigint) as feature_user_key
from {{ ref('int_organizations__daily') }} as spine
left join own_users
    on
        spine.org_id = own_users.org_id
        and spine.metric_date = own_users.metric_date
left join days
    on
        spine.org_id = days.org_id
        and spine.metric_date = days.activity_date
window last_30_days as (
    partition by spine.org_id order by spine.metric_date range between interval 29 days preceding and current row
)

union all

select
    org_id,
    metric_date,
    0 as own_daily_users,
    0 as own_weekly_users,
    0 as own_monthly_users,
    {{ null_without(['releases.features'], '0') }} as own_feature_users,
    0 as own_user_days,
    0 as own_user_days_30d,
    0 as user_event_count,
    case when metric_date = activity_date then user_key end as daily_user_key,
    case when metric_date < activity_date + 7 then user_key end as weekly_user_key,
    user_key as monthly_user_key,
    case when metric_date < feature_date + 30 then user_key end as feature_user_key
from windows
where has_several
order by metric_date, org_id
