{{ config(tags=['product']) }}

-- The people and their days that shortcuts count are those of the rows by platform and feature: for each customer and for
-- the company, over the days for which the tables of metrics tell of single customers.
{%- set first_day = as_of_date() ~ ' - ' ~ (var('metric_entity_days') - 1) %}
with by_use as (

    select
        org_id,
        metric_date,
        count(distinct user_key) filter (where is_active_1d) as daily_users,
        count(distinct user_key) filter (where is_active_7d) as weekly_users,
        count(distinct user_key) filter (where is_active_30d) as monthly_users,
        count(distinct user_key) filter (where is_active_30d and feature_id is not null) as feature_users,
        count(distinct user_day_key) as user_days,
        sum(user_event_count) as user_event_count
    from {{ ref('user_activity_windows') }}
    where metric_date >= {{ first_day }}
    group by grouping sets ((org_id, metric_date), (metric_date))

),

days_by_use as (

    select
        org_id,
        metric_date,
        count(distinct user_day_key) as user_days_30d
    from {{ ref('user_day_windows') }}
    where metric_date >= {{ first_day }}
    group by grouping sets ((org_id, metric_date), (metric_date))

),

counted as (

    select
        org_id,
        metric_date,
        sum(own_daily_users) + count(distinct daily_user_key) as daily_users,
        sum(own_weekly_users) + count(distinct weekly_user_key) as weekly_users,
        sum(own_monthly_users) + count(distinct monthly_user_key) as monthly_users,
        -- Null without a feature catalogue, where nobody uses one.
        coalesce(sum(own_feature_users) + count(distinct feature_user_key), 0) as feature_users,
        sum(own_user_days) as own_user_days,
        sum(own_user_days_30d) as own_user_days_30d,
        sum(user_event_count) as user_event_count
    from {{ ref('active_user_counts') }}
    where metric_date >= {{ first_day }}
    group by grouping sets ((org_id, metric_date), (metric_date))

),

shared as (

    select
        org_id,
        metric_date,
        count(distinct user_day_key) as user_days,
        count(distinct user_day_30d_key) as user_days_30d
    from {{ ref('shared_user_days') }}
    where metric_date >= {{ first_day }}
    group by grouping sets ((org_id, metric_date), (metric_date))

)

select
    by_use.*,
    counted.* exclude (org_id, metric_date)
from by_use
inner join days_by_use
    on
        by_use.org_id is not distinct from days_by_use.org_id
        and by_use.metric_date = days_by_use.metric_date
full outer join counted
    on
        by_use.org_id is not distinct from counted.org_id
        and by_use.metric_date = counted.metric_date
left join shared
    on
        counted.org_id is not distinct from shared.org_id
        and counted.metric_date = shared.metric_date
where
    by_use.daily_users is distinct from counted.daily_users
    or by_use.weekly_users is distinct from counted.weekly_users
    or by_use.monthly_users is distinct from counted.monthly_users
    or by_use.feature_users is distinct from counted.feature_users
    or by_use.user_days is distinct from counted.own_user_days + shared.user_days
    or days_by_use.user_days_30d is distinct from counted.own_user_days_30d + shared.user_days_30d
    or abs(by_use.user_event_count - counted.user_event_count) > 1e-6
