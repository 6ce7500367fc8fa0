-- Power users are among the people active in the 30 days that end with each week, and their tier says so.
select
    user_id,
    week_end_date,
    session_count_30d,
    features_used_30d,
    engagement_tier
from {{ ref('entity_users_weekly') }}
where
    coalesce(is_power_user, false) != (engagement_tier = 'power')
    or (is_power_user and active_days_30d = 0)
    or (engagement_tier = 'inactive') != (active_days_30d = 0)
