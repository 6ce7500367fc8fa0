-- Why a score is what it is: the points of every part, won and lost; they sum to the score.
{%- set scores = [
    'effective_ai_adoption_score', 'customer_health_score', 'churn_risk_score', 'reference_readiness_score',
    'composite_success_score', 'expansion_potential_score',
] %}
with points as (

    select * from {{ ref('int_scores__from_sources_points') }}

    union all

    select * from {{ ref('int_scores__from_scores_points') }}

),

parts as (

    select
        points.score,
        points.org_id,
        points.metric_date,
        points.component,
        points.parent,
        points.observed_value,
        points.target,
        points.points,
        points.max_points,
        case
            when points.kind = 'cap' then case when points.points < 0 then 'capped' else 'not_capped' end
            when points.share is null then points.missing_reason
            when points.kind = 'lost' then 'lost'
            when points.kind in ('rule', 'gate') then case when points.share > 0 then 'fired' else 'not_fired' end
            when points.kind = 'deduction'
                then case when points.points < 0 then 'deducted' else 'nothing_deducted' end
            when points.share >= 1 then 'target_reached'
            when points.share <= 0 then 'nothing_reached'
            else 'below_target'
        end as reason_code,
        weights.owner
    from points
    inner join {{ ref('int_scores__weights') }} as weights
        on
            points.score = weights.score
            and points.component = weights.component
            and points.metric_date >= weights.valid_from
            and points.metric_date < weights.valid_to

),

totals as (

    {% for score in scores %}
    select
        '{{ score }}' as score,
        org_id,
        metric_date,
        {{ score }} as score_value
    from {{ ref('int_scores__customer_scores') }}
    where
        {{ is_component_day('metric_date') }}
        and {{ score }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

rounding as (

    select
        totals.score,
        totals.org_id,
        totals.metric_date,
        'rounding' as component,
        'rounding' as parent,
        cast(null as double) as observed_value,
        cast(null as double) as target,
        cast({{ exact('totals.score_value') }} - sum({{ exact('parts.points') }}) as double) as points,
        0.0 as max_points,
        'rounded_half_up' as reason_code,
        max(parts.owner) as owner
    from totals
    inner join parts
        on
            totals.score = parts.score
            and totals.org_id = parts.org_id
            and totals.metric_date = parts.metric_date
    group by totals.score, totals.org_id, totals.metric_date, totals.score_value

)

select
    score,
    'customer' as entity_type,
    org_id as entity_id,
    metric_date,
    component,
    parent,
    observed_value,
    target,
    points,
    max_points,
    -- What is taken off was earned by another part, so that nothing is lost twice.
    greatest(max_points - points, 0) * cast(max_points > 0 as integer) as points_lost,
    reason_code,
    owner
from parts

union all

select
    score,
    'customer' as entity_type,
    org_id as entity_id,
    metric_date,
    component,
    parent,
    observed_value,
    target,
    points,
    cast(max_points as double) as max_points,
    cast(0 as double) as points_lost,
    reason_code,
    owner
from rounding
order by metric_date, entity_id, score, component
