-- Everything that the scores observe of an active or former customer on a day, wide, from every source. What a source
-- that the company lacks would have told is null.
select
    spine.org_id,
    spine.metric_date,
    spine.is_active_customer,
    spine.customer_arr,
    spine.tenure_days,
    activity.user_event_count_14d,
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
    billing.is_past_due,
    billing.seats,
    -- Only an end after the day counts: a term that ends today without a successor runs on without one.
    case
        when billing.next_term_end_date > spine.metric_date then billing.next_term_end_date - spine.metric_date
    end as days_to_term_end,
    support.sla_checks_met_90d,
    support.sla_checks_evaluated_90d,
    support.csat_satisfied_90d,
    support.csat_responses_90d,
    support.open_late_tickets,
    support.latest_nps_180d,
    support.latest_nps_365d,
    features.features_adopted,
    features.features_released,
    devices.avg_device_health_score,
    devices.location_health_score
from {{ ref('int_organizations__daily') }} as spine
inner join {{ ref('int_organizations__activity_windows') }} as activity
    on
        spine.org_id = activity.org_id
        and spine.metric_date = activity.metric_date
inner join {{ ref('int_users__org_windows') }} as users
    on
        spine.org_id = users.org_id
        and spine.metric_date = users.metric_date
left join {{ ref('int_billing__customer_days') }} as billing
    on
        spine.org_id = billing.customer_id
        and spine.metric_date = billing.metric_date
left join {{ ref('int_support__customer_days') }} as support
    on
        spine.org_id = support.customer_id
        and spine.metric_date = support.metric_date
left join {{ ref('int_features__customer_days') }} as features
    on
        spine.org_id = features.customer_id
        and spine.metric_date = features.metric_date
left join {{ ref('int_devices__customer_days') }} as devices
    on
        spine.org_id = devices.customer_id
        and spine.metric_date = devices.metric_date
-- A customer is one that ever paid.
where
    spine.is_active_customer
    or spine.tenure_days >= 0
