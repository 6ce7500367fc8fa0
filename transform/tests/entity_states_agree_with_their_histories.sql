-- The state of each user and feature at the as-of date is the last version of its history, and its last week's row.
select
    'user' as entity_type,
    users.user_id as entity_id,
    history.what_changed,
    users.is_enabled as is_true_now,
    history.is_enabled as is_true_in_history
from {{ ref('entity_users') }} as users
left join {{ ref('entity_users_history') }} as history
    on
        users.user_id = history.user_id
        and history.valid_from < {{ as_of_date() }} + interval 1 day
        and coalesce(history.valid_to >= {{ as_of_date() }} + interval 1 day, true)
left join {{ ref('entity_users_weekly') }} as weekly
    on
        users.user_id = weekly.user_id
        and weekly.week_end_date = {{ as_of_date() }}
where
    history.is_enabled is distinct from users.is_enabled
    or history.customer_id is distinct from users.customer_id
    or history.role is distinct from users.role
    or weekly.is_enabled is distinct from users.is_enabled
    or weekly.engagement_tier is distinct from users.engagement_tier

union all

select
    'feature' as entity_type,
    features.feature_id as entity_id,
    history.what_changed,
    features.is_core as is_true_now,
    history.is_core as is_true_in_history
from {{ ref('entity_features') }} as features
left join {{ ref('entity_features_history') }} as history
    on
        features.feature_id = history.feature_id
        and history.is_current
where
    history.is_core is distinct from features.is_core
    or history.feature_name is distinct from features.feature_name
