-- The scores of every organisation and day, wide, with their bands and the ARR x adoption quadrant.
with arr_thresholds as (

    select
        metric_date,
        median(customer_arr) as arr_threshold_usd
    from {{ ref('int_organizations__daily') }}
    where is_active_customer
    group by metric_date

),

thresholds as (

    select
        max(minimum) filter (where scale = 'adoption_level' and band = 'high') as adoption_threshold,
        max(minimum) filter (where scale = 'at_risk' and band = 'unhealthy') as unhealthy_below,
        max(minimum) filter (where scale = 'at_risk' and band = 'risky') as risky_from
    from {{ ref('int_scores__bands') }}

),

scores as (

    select
        spine.org_id,
        spine.metric_date,
        spine.is_active_customer,
        spine.customer_arr,
        arr_thresholds.arr_threshold_usd,
        thresholds.adoption_threshold,
        from_sources.* exclude (org_id, metric_date),
        from_scores.* exclude (org_id, metric_date),
        spine.is_active_customer and (
            coalesce(from_sources.customer_health_score < thresholds.unhealthy_below, false)
            or coalesce(from_sources.churn_risk_score >= thresholds.risky_from, false)
        ) as is_at_risk
    from {{ ref('int_organizations__daily') }} as spine
    left join arr_thresholds on spine.metric_date = arr_thresholds.metric_date
    cross join thresholds
    left join {{ ref('int_scores__from_sources') }} as from_sources
        on
            spine.org_id = from_sources.org_id
            and spine.metric_date = from_sources.metric_date
    left join {{ ref('int_scores__from_scores') }} as from_scores
        on
            spine.org_id = from_scores.org_id
            and spine.metric_date = from_scores.metric_date

)

select
    scores.*,
    health_bands.band as health_status,
    tiers.band as reference_tier,
    churn_levels.band as churn_risk_level,
    case
        -- Without the users nobody's adoption is known, which is not the same as low.
        when not scores.is_active_customer or {{ source_is_missing('app.users') | lower }} then null
        when scores.customer_arr >= scores.arr_threshold_usd
            then case when {{ is_high_adoption() }} then 'target' else 'risk' end
        when {{ is_high_adoption() }} then 'quick_win'
        else 'monitor'
    end as adoption_quadrant
from scores
left join {{ ref('int_scores__bands') }} as health_bands
    on
        health_bands.scale = 'health_status'
        and scores.customer_health_score >= health_bands.minimum
        and scores.customer_health_score < health_bands.below
left join {{ ref('int_scores__bands') }} as tiers
    on
        tiers.scale = 'reference_tier'
        and scores.reference_readiness_score >= tiers.minimum
        and scores.reference_readiness_score < tiers.below
left join {{ ref('int_scores__bands') }} as churn_levels
    on
        churn_levels.scale = 'churn_risk_level'
        and scores.churn_risk_score >= churn_levels.minimum
        and scores.churn_risk_score < churn_levels.below
