{{ config(materialized='view') }}

-- What is observed of each active customer and day for the two scores that stand on sources alone. A missing input is
-- null with its reason; a customer without activity is no missing input and scores low, but has nothing to adopt.
{%- set no_users = 'source_missing' if source_is_missing('app.users') else none %}
with customers as (

    select
        spine.org_id,
        spine.metric_date,
        activity.user_event_count_30d,
        activity.user_event_count_prior_30d,
        activity.ai_user_event_count_30d,
        activity.active_days_30d,
        activity.ai_active_days_30d,
        users.enabled_users,
        users.active_users_30d,
        users.ai_users_30d,
        users.mean_active_days,
        users.mean_sessions,
        users.mean_features,
        users.active_days_share,
        users.sessions_share,
        users.features_share,
        activity.user_event_count_30d > 0 as has_user_events
    from {{ ref('int_organizations__daily') }} as spine
    inner join {{ ref('int_organizations__activity_windows') }} as activity
        on
            spine.org_id = activity.org_id
            and spine.metric_date = activity.metric_date
    inner join {{ ref('int_users__org_windows') }} as users
        on
            spine.org_id = users.org_id
            and spine.metric_date = users.metric_date
    where spine.is_active_customer

)

{%- set parts = [
    ('effective_ai_adoption_score', 'ai_active_days',
        'case when has_user_events then ai_active_days_30d end', 'null', 'nothing_to_adopt'),
    ('effective_ai_adoption_score', 'ai_event_share',
        'ai_user_event_count_30d / nullif(user_event_count_30d, 0)', 'null', 'nothing_to_adopt'),
    ('effective_ai_adoption_score', 'ai_user_share',
        'ai_users_30d / nullif(active_users_30d, 0)', 'null', 'nothing_to_adopt'),
    ('customer_health_score', 'usage_active_days', 'active_days_30d', 'null', ''),
    ('customer_health_score', 'usage_trend',
        'user_event_count_30d / nullif(user_event_count_prior_30d, 0)',
        'case when user_event_count_prior_30d = 0 then cast(user_event_count_30d > 0 as integer) end', ''),
    ('customer_health_score', 'engagement_active_days', 'mean_active_days', 'active_days_share', 'no_enabled_users'),
    ('customer_health_score', 'engagement_sessions', 'mean_sessions', 'sessions_share', 'no_enabled_users'),
    ('customer_health_score', 'engagement_features', 'mean_features', 'features_share',
        'source_missing' if source_is_missing('releases.features') else 'no_enabled_users'),
    ('customer_health_score', 'support', 'null', 'null', 'source_missing'),
    ('customer_health_score', 'renewal', 'null', 'null', 'source_missing'),
] %}
{% for score, component, observed, share, missing_reason in parts %}
select
    '{{ score }}' as score,
    org_id,
    metric_date,
    '{{ component }}' as component,
    cast({{ 'null' if no_users else observed }} as double) as observed_value,
    cast({{ 'null' if no_users else share }} as double) as share,
    '{{ no_users or missing_reason }}' as missing_reason
from customers
{{ 'union all' if not loop.last }}
{% endfor %}
