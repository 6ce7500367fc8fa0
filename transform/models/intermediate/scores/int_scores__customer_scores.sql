-- The scores of every organisation and day, wide, with their bands and the ARR x adoption quadrant.
with arr_thresholds as (

    select
        metric_date,
        median(customer_arr) as arr_threshold_usd
    from {{ ref('int_organizations__daily') }}
    where is_active_customer
    group by metric_date

),

adoption_thresholds as (

    select minimum as adoption_threshold
    from {{ ref('int_scores__bands') }}
    where
        scale = 'adoption_level'
        and band = 'high'

),

scores as (

    select
        spine.org_id,
        spine.metric_date,
        spine.is_active_customer,
        spine.customer_arr,
        arr_thresholds.arr_threshold_usd,
        adoption_thresholds.adoption_threshold,
        cast(adoption.score_value as double) as effective_ai_adoption_score,
        adoption.coverage as ai_adoption_coverage,
        cast(health.score_value as double) as customer_health_score,
        health.coverage as health_coverage,
        cast(readiness.score_value as double) as reference_readiness_score,
        readiness.coverage as readiness_coverage
    from {{ ref('int_organizations__daily') }} as spine
    left join arr_thresholds on spine.metric_date = arr_thresholds.metric_date
    cross join adoption_thresholds
    left join {{ ref('int_scores__adoption_and_health') }} as adoption
        on
            spine.org_id = adoption.org_id
            and spine.metric_date = adoption.metric_date
            and adoption.score = 'effective_ai_adoption_score'
    left join {{ ref('int_scores__adoption_and_health') }} as health
        on
            spine.org_id = health.org_id
            and spine.metric_date = health.metric_date
            and health.score = 'customer_health_score'
    left join {{ ref('int_scores__readiness') }} as readiness
        on
            spine.org_id = readiness.org_id
            and spine.metric_date = readiness.metric_date

)

select
    scores.*,
    health_bands.band as health_status,
    tiers.band as reference_tier,
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
