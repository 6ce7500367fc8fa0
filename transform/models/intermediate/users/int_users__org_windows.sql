-- What the users of an organisation did in the last 30 days, for every day of the spine. Engagement is a mean over the
-- enabled users, of whom the idle ones count as 0.
with targets as (

    select
        valid_from,
        valid_to,
        max(case when component = 'engagement_active_days' then target end) as active_days_target,
        max(case when component = 'engagement_sessions' then target end) as sessions_target,
        max(case when component = 'engagement_features' then target end) as features_target
    from {{ ref('int_scores__weights') }}
    where parent = 'engagement'
    group by valid_from, valid_to

),

active_users as (

    select
        windows.org_id,
        windows.metric_date,
        count(*) as active_users_30d,
        count(*) filter (where windows.is_ai_active_30d) as ai_users_30d,
        sum(windows.active_days_30d) filter (where not windows.is_disabled) as enabled_active_days,
        sum(windows.session_count_30d) filter (where not windows.is_disabled) as enabled_sessions,
        sum({{ exact('least(1.0, windows.active_days_30d / targets.active_days_target)') }})
            filter (where not windows.is_disabled) as active_days_shares,
        sum({{ exact('least(1.0, windows.session_count_30d / targets.sessions_target)') }})
            filter (where not windows.is_disabled) as sessions_shares
    from {{ ref('int_users__activity_windows') }} as windows
    inner join targets
        on
            windows.metric_date >= targets.valid_from
            and windows.metric_date < targets.valid_to
    group by windows.org_id, windows.metric_date

),

feature_users as (

    select
        windows.org_id,
        windows.metric_date,
        sum(windows.features_used_30d) filter (where not windows.is_disabled) as enabled_features,
        sum({{ exact('least(1.0, windows.features_used_30d / targets.features_target)') }})
            filter (where not windows.is_disabled) as features_shares
    from {{ ref('int_users__feature_windows') }} as windows
    inner join targets
        on
            windows.metric_date >= targets.valid_from
            and windows.metric_date < targets.valid_to
    group by windows.org_id, windows.metric_date

),

membership_changes as (

    select
        org_id,
        cast(created_at as date) as change_date,
        1 as change
    from {{ ref('user_org_mapping') }}

    union all

    select
        org_id,
        cast(deactivated_at as date) as change_date,
        -1 as change
    from {{ ref('user_org_mapping') }}
    where deactivated_at is not null

),

enabled_steps as (

    select
        org_id,
        change_date as valid_from,
        coalesce(lead(change_date) over (partition by org_id order by change_date), date '9999-12-31') as valid_to,
        sum(sum(change)) over (partition by org_id order by change_date) as enabled_users
    from membership_changes
    group by org_id, change_date

)

select
    spine.org_id,
    spine.metric_date,
    cast(coalesce(enabled_steps.enabled_users, 0) as bigint) as enabled_users,
    coalesce(active_users.active_users_30d, 0) as active_users_30d,
    coalesce(active_users.ai_users_30d, 0) as ai_users_30d,
    coalesce(active_users.enabled_active_days, 0) / nullif(enabled_steps.enabled_users, 0) as mean_active_days,
    coalesce(active_users.enabled_sessions, 0) / nullif(enabled_steps.enabled_users, 0) as mean_sessions,
    coalesce(active_users.active_days_shares, 0) / nullif(enabled_steps.enabled_users, 0) as active_days_share,
    coalesce(active_users.sessions_shares, 0) / nullif(enabled_steps.enabled_users, 0) as sessions_share,
    {% if source_is_missing('releases.features') %}
    cast(null as double) as mean_features,
    cast(null as double) as features_share
    {% else %}
    coalesce(feature_users.enabled_features, 0) / nullif(enabled_steps.enabled_users, 0) as mean_features,
    coalesce(feature_users.features_shares, 0) / nullif(enabled_steps.enabled_users, 0) as features_share
    {% endif %}
from {{ ref('int_organizations__daily') }} as spine
left join active_users
    on
        spine.org_id = active_users.org_id
        and spine.metric_date = active_users.metric_date
left join feature_users
    on
        spine.org_id = feature_users.org_id
        and spine.metric_date = feature_users.metric_date
left join enabled_steps
    on
        spine.org_id = enabled_steps.org_id
        and spine.metric_date >= enabled_steps.valid_from
        and spine.metric_date < enabled_steps.valid_to
