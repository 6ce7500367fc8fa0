select
    organizations.org_id,
    spine.metric_date as as_of_date,
    organizations.org_name,
    organizations.salesforce_account_name,
    organizations.industry,
    organizations.account_segment,
    organizations.seat_tier,
    organizations.region,
    organizations.csm,
    spine.plan_status,
    cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
    spine.is_active_customer,
    spine.customer_arr,
    spine.current_arr,
    activity.total_event_count_30d,
    activity.ai_event_count_30d,
    100.0 * activity.ai_event_count_30d / nullif(activity.total_event_count_30d, 0) as ai_tickets_pct,
    {% for feature in var('ai_features') %}
    features.ai_{{ feature }}_events_30d,
    {% endfor %}
    {{ null_without_users('activity.user_event_count_30d') }} as user_event_count_30d,
    {{ null_without_users('activity.ai_user_event_count_30d') }} as ai_user_event_count_30d,
    {{ null_without_users('activity.active_days_30d') }} as active_days_30d,
    {{ null_without_users('activity.ai_active_days_30d') }} as ai_active_days_30d,
    {{ null_without_users('users.enabled_users') }} as enabled_users,
    {{ null_without_users('users.active_users_30d') }} as active_users_30d,
    {{ null_without_users('users.ai_users_30d') }} as ai_users_30d,
    activity.activity_trend_7d_pct,
    activity.activity_trend_30d_pct,
    activity.activity_trend_90d_pct,
    scores.effective_ai_adoption_score,
    scores.ai_adoption_coverage,
    scores.adoption_quadrant,
    scores.arr_threshold_usd,
    scores.adoption_threshold,
    scores.customer_health_score,
    scores.health_status
from {{ ref('int_organizations__daily') }} as spine
inner join {{ ref('int_organizations__with_account') }} as organizations on spine.org_id = organizations.org_id
inner join {{ ref('int_organizations__activity_windows') }} as activity
    on
        spine.org_id = activity.org_id
        and spine.metric_date = activity.metric_date
inner join {{ ref('int_organizations__ai_features_30d') }} as features
    on
        spine.org_id = features.org_id
        and spine.metric_date = features.metric_date
inner join {{ ref('int_users__org_windows') }} as users
    on
        spine.org_id = users.org_id
        and spine.metric_date = users.metric_date
inner join {{ ref('int_scores__customer_scores') }} as scores
    on
        spine.org_id = scores.org_id
        and spine.metric_date = scores.metric_date
order by spine.metric_date, organizations.org_id
