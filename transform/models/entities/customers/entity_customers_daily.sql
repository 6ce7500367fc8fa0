-- Every customer on every day, as it was at the end of that day: money, usage, support, devices, scores.
select
    spine.org_id as customer_id,
    spine.metric_date,
    spine.is_active_customer,
    spine.plan_status,
    billing.plan,
    {{ lifecycle_stage('spine', 'billing') }} as lifecycle_stage,
    spine.tenure_days,
    -- Money
    cast(billing.mrr_usd as double) as mrr_usd,
    spine.customer_arr as arr_usd,
    spine.current_arr as crm_arr_usd,
    cast(billing.opening_mrr_usd as double) as opening_mrr_usd,
    cast(billing.new_mrr_usd as double) as new_mrr_usd,
    cast(billing.expansion_mrr_usd as double) as expansion_mrr_usd,
    cast(billing.contraction_mrr_usd as double) as contraction_mrr_usd,
    cast(billing.churned_mrr_usd as double) as churned_mrr_usd,
    cast(billing.reactivation_mrr_usd as double) as reactivation_mrr_usd,
    billing.mrr_movement,
    cast(billing.past_due_mrr_usd as double) as past_due_mrr_usd,
    billing.active_subscriptions,
    billing.seats,
    billing.is_past_due,
    billing.next_term_end_date,
    -- Usage
    {{ null_without_users('cast(coalesce(activity.unique_user_count, 0) as bigint)') }} as active_users,
    {{ null_without_users('cast(users.active_users_30d as bigint)') }} as active_users_30d,
    {{ null_without_users('cast(users.enabled_users as bigint)') }} as enabled_users,
    cast(coalesce(activity.total_event_count, 0) as {{ count_type() }}) as event_count,
    cast(coalesce(activity.ai_events, 0) as {{ count_type() }}) as ai_event_count,
    {{ null_without_users('cast(coalesce(activity.user_event_count, 0) as ' ~ count_type() ~ ')', count_type()) }}
        as user_event_count,
    {{ null_without_users('windows.user_event_count_30d', count_type()) }} as user_event_count_30d,
    {{ null_without_users('windows.active_days_30d') }} as active_days_30d,
    features.features_adopted,
    features.features_released,
    -- Support
    support.tickets_created,
    support.tickets_resolved,
    support.open_tickets,
    support.open_late_tickets,
    support.sla_checks_evaluated,
    support.sla_checks_met,
    support.csat_responses_90d,
    support.csat_satisfied_90d,
    cast(support.latest_nps_365d as bigint) as latest_nps_365d,
    -- Devices
    devices.devices_in_service,
    devices.avg_device_health_score,
    devices.location_health_score,
    -- Scores
    scores.customer_health_score,
    scores.health_coverage,
    scores.health_status,
    scores.usage_health_score,
    scores.engagement_score,
    scores.support_health_score,
    scores.renewal_health_score,
    scores.churn_risk_score,
    scores.churn_risk_level,
    scores.risk_factor_count,
    scores.is_at_risk,
    scores.effective_ai_adoption_score,
    scores.adoption_quadrant,
    scores.reference_readiness_score,
    scores.reference_tier,
    scores.composite_success_score,
    scores.expansion_potential_score
from {{ ref('int_organizations__daily') }} as spine
inner join {{ ref('int_organizations__activity_windows') }} as windows
    on
        spine.org_id = windows.org_id
        and spine.metric_date = windows.metric_date
inner join {{ ref('int_users__org_windows') }} as users
    on
        spine.org_id = users.org_id
        and spine.metric_date = users.metric_date
inner join {{ ref('int_scores__customer_scores') }} as scores
    on
        spine.org_id = scores.org_id
        and spine.metric_date = scores.metric_date
left join {{ ref('int_product_events__org_daily') }} as activity
    on
        spine.org_id = activity.org_id
        and spine.metric_date = activity.activity_date
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
order by spine.metric_date, spine.org_id
