-- Each user in each ISO week (from Monday) from its first one on, as it was then: what it did that week, and how engaged
-- it was at its end. The last week ends with the as-of date.
with users as (

    select
        user_id,
        customer_id,
        least(cast(created_at as date), coalesce(first_active_date, cast(created_at as date))) as first_date
    from {{ ref('entity_users') }}

),

enabled_steps as (

    select
        user_id,
        is_enabled,
        role,
        valid_from,
        coalesce(valid_to, timestamp '9999-12-31') as valid_to
    from {{ ref('entity_users_history') }}

),

activity as (

    select
        user_id,
        cast(date_trunc('week', activity_date) as date) as week_start_date,
        {{ sum_of_counts('user_event_count') }} as event_count,
        {{ sum_of_counts('ai_event_count') }} as ai_event_count,
        count(distinct activity_date) as active_days
    from {{ ref('int_product_events__user_daily') }}
    group by user_id, week_start_date

),

sessions as (

    select
        user_id,
        cast(date_trunc('week', session_date) as date) as week_start_date,
        count(*) as session_count,
        sum({{ exact('duration_minutes') }}) as session_minutes
    from {{ ref('int_product_events__sessions') }}
    group by user_id, week_start_date

),

features as (

    select
        user_id,
        cast(date_trunc('week', activity_date) as date) as week_start_date,
        count(distinct feature_id) as features_used
    from {{ ref('int_product_events__feature_daily') }}
    group by user_id, week_start_date

)

{%- set no_features = source_is_missing('releases.features') %}
select
    users.user_id,
    users.customer_id,
    weeks.week_start_date,
    weeks.week_end_date,
    steps.role,
    coalesce(steps.is_enabled, false) as is_enabled,
    coalesce(activity.event_count, 0) as event_count,
    coalesce(activity.ai_event_count, 0) as ai_event_count,
    coalesce(activity.active_days, 0) as active_days,
    coalesce(sessions.session_count, 0) as session_count,
    cast(coalesce(sessions.session_minutes, 0) as double) as session_minutes,
    {{ 'cast(null as bigint)' if no_features else 'coalesce(features.features_used, 0)' }} as features_used,
    coalesce(engagement.active_days_30d, 0) as active_days_30d,
    coalesce(engagement.session_count_30d, 0) as session_count_30d,
    {{ 'cast(null as bigint)' if no_features else 'coalesce(engagement.features_used_30d, 0)' }} as features_used_30d,
    cast(coalesce(engagement.engagement_score, 0) as double) as engagement_score,
    coalesce(engagement.engagement_tier, 'inactive') as engagement_tier,
    {{ 'cast(null as boolean)' if no_features else 'coalesce(engagement.is_power_user, false)' }} as is_power_user
from users
inner join {{ ref('int_users__weeks') }} as weeks on users.first_date <= weeks.week_end_date
left join enabled_steps as steps
    on
        users.user_id = steps.user_id
        and steps.valid_from < weeks.week_end_date + interval 1 day
        and steps.valid_to >= weeks.week_end_date + interval 1 day
left join activity
    on
        users.user_id = activity.user_id
        and weeks.week_start_date = activity.week_start_date
left join sessions
    on
        users.user_id = sessions.user_id
        and weeks.week_start_date = sessions.week_start_date
left join features
    on
        users.user_id = features.user_id
        and weeks.week_start_date = features.week_start_date
left join {{ ref('int_users__engagement') }} as engagement
    on
        users.user_id = engagement.user_id
        and weeks.week_end_date = engagement.week_end_date
order by weeks.week_start_date, users.user_id
