-- The points of all parts of a score, rounding among them, are the score; a score without a part has no row of points.
with scores as (

    {% for score in [
        'effective_ai_adoption_score', 'customer_health_score', 'churn_risk_score', 'reference_readiness_score',
        'composite_success_score', 'expansion_potential_score',
    ] %}
    select
        '{{ score }}' as score,
        customer_id as entity_id,
        metric_date,
        {{ score }} as score_value
    from {{ ref('entity_customers_daily') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

points as (

    select
        score,
        entity_id,
        metric_date,
        sum(points) as points
    from {{ ref('score_components_daily') }}
    group by score, entity_id, metric_date

)

select
    scores.score,
    scores.entity_id,
    scores.metric_date,
    scores.score_value,
    points.points
from scores
left join points
    on
        scores.score = points.score
        and scores.entity_id = points.entity_id
        and scores.metric_date = points.metric_date
where
    {{ is_component_day('scores.metric_date') }}
    and (
        abs(coalesce(points.points, 0) - coalesce(scores.score_value, 0)) > 1e-7
        or (scores.score_value is not null and points.points is null)
    )
