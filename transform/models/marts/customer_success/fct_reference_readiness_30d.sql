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
    spine.is_active_customer,
    spine.customer_arr,
    spine.tenure_days,
    activity.total_event_count_30d,
    activity.activity_trend_7d_pct,
    activity.activity_trend_30d_pct,
    activity.activity_trend_90d_pct,
    scores.customer_health_score,
    scores.health_coverage,
    scores.health_status,
    scores.effective_ai_adoption_score,
    scores.adoption_quadrant,
    scores.reference_readiness_score,
    scores.readiness_coverage,
    scores.reference_tier
from {{ ref('int_organizations__daily') }} as spine
inner join {{ ref('int_organizations__with_account') }} as organizations on spine.org_id = organizations.org_id
inner join {{ ref('int_organizations__activity_windows') }} as activity
    on
        spine.org_id = activity.org_id
        and spine.metric_date = activity.metric_date
inner join {{ ref('int_scores__customer_scores') }} as scores
    on
        spine.org_id = scores.org_id
        and spine.metric_date = scores.metric_date
order by spine.metric_date, organizations.org_id
