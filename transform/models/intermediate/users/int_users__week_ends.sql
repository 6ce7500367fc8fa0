-- What each person had done in the 30 days that end with each week, whatever the organisation. Who belongs to one
-- organisation has the windows of that one; of the few others the days and features are counted once, over all of them.
with people as (

    select
        user_id,
        max(organization_count) > 1 as has_several
    from {{ ref('user_org_mapping') }}
    group by user_id

),

-- Which week ends a day counts for.
days as (

    select
        weeks.week_end_date,
        cast(weeks.week_end_date - cast(past.days as integer) as date) as activity_date
    from {{ ref('int_users__weeks') }} as weeks
    cross join unnest(generate_series(0, 29)) as past (days)

),

activity as (

    select
        windows.user_id,
        windows.metric_date as week_end_date,
        windows.active_days_30d,
        windows.session_count_30d
    from {{ ref('int_users__activity_windows') }} as windows
    inner join {{ ref('int_users__weeks') }} as weeks on windows.metric_date = weeks.week_end_date
    inner join people on windows.user_id = people.user_id
    where not people.has_several

    union all

    select
        daily.user_id,
        days.week_end_date,
        count(distinct daily.activity_date) as active_days_30d,
        0 as session_count_30d
    from {{ ref('int_product_events__user_daily') }} as daily
    inner join people on daily.user_id = people.user_id
    inner join days on daily.activity_date = days.activity_date
    where people.has_several
    group by daily.user_id, days.week_end_date

    union all

    select
        sessions.user_id,
        days.week_end_date,
        0 as active_days_30d,
        count(*) as session_count_30d
    from {{ ref('int_product_events__sessions') }} as sessions
    inner join people on sessions.user_id = people.user_id
    inner join days on sessions.session_date = days.activity_date
    where people.has_several
    group by sessions.user_id, days.week_end_date

),

activity_of_people as (

    select
        user_id,
        week_end_date,
        sum(active_days_30d) as active_days_30d,
        sum(session_count_30d) as session_count_30d
    from activity
    group by user_id, week_end_date

),

features as (

    select
        windows.user_id,
        windows.metric_date as week_end_date,
        windows.features_used_30d
    from {{ ref('int_users__feature_windows') }} as windows
    inner join {{ ref('int_users__weeks') }} as weeks on windows.metric_date = weeks.week_end_date
    inner join people on windows.user_id = people.user_id
    where not people.has_several

    union all

    select
        daily.user_id,
        days.week_end_date,
        count(distinct daily.feature_id) as features_used_30d
    from {{ ref('int_product_events__feature_daily') }} as daily
    inner join people on daily.user_id = people.user_id
    inner join days on daily.activity_date = days.activity_date
    where people.has_several
    group by daily.user_id, days.week_end_date

)

select
    activity.user_id,
    activity.week_end_date,
    cast(activity.active_days_30d as bigint) as active_days_30d,
    cast(activity.session_count_30d as bigint) as session_count_30d,
    {% if source_is_missing('releases.features') -%}
    cast(null as bigint)
    {%- else -%}
    cast(coalesce(features.features_used_30d, 0) as bigint)
    {%- endif %} as features_used_30d
from activity_of_people as activity
left join features
    on
        activity.user_id = features.user_id
        and activity.week_end_date = features.week_end_date
