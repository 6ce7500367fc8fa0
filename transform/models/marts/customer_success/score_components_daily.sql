-- Why a score is what it is: the points of every part, won and lost; they sum to the score.
with points as (

    select * from {{ ref('int_scores__adoption_and_health_points') }}
    where {{ is_component_day('metric_date') }}

    union all

    select * from {{ ref('int_scores__readiness_points') }}
    where {{ is_component_day('metric_date') }}

),

parts as (

    select
        score,
        org_id,
        metric_date,
        component,
        parent,
        observed_value,
        target,
        points,
        max_points,
        case
            when share is null then missing_reason
            when share >= 1 then 'target_reached'
            when share <= 0 then 'nothing_reached'
            else 'below_target'
        end as reason_code,
        owner
    from points

),

totals as (

    select * from {{ ref('int_scores__adoption_and_health') }}
    where {{ is_component_day('metric_date') }}

    union all

    select * from {{ ref('int_scores__readiness') }}
    where {{ is_component_day('metric_date') }}

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
        cast(totals.score_value - sum({{ exact('parts.points') }}) as double) as points,
        0.0 as max_points,
        'rounded_half_up' as reason_code,
        max(parts.owner) as owner
    from totals
    inner join parts
        on
            totals.score = parts.score
            and totals.org_id = parts.org_id
            and totals.metric_date = parts.metric_date
    where totals.score_value is not null
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
    max_points - points as points_lost,
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
