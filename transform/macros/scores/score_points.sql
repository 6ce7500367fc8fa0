{#- Points of every leaf of a score, from rows of (score, org_id, metric_date, component, observed_value, share).
    share: what the leaf reached of its full points, 0-1; null where it is missing, and then its weight is spread over
    the leaves of its parent that are there, or over the other parents where none is. A row without share takes
    least(1, observed / target). -#}
{% macro score_points(inputs) -%}
with measured as (

    select
        inputs.score,
        inputs.org_id,
        inputs.metric_date,
        weights.parent,
        inputs.component,
        inputs.observed_value,
        inputs.missing_reason,
        weights.target,
        weights.owner,
        weights.weight,
        weights.parent_weight,
        -- least() passes over a null, which would give a missing part its full points.
        coalesce(
            inputs.share,
            case when inputs.observed_value is not null then least(1.0, inputs.observed_value / weights.target) end
        ) as share
    from {{ inputs }} as inputs
    inner join {{ ref('int_scores__weights') }} as weights
        on
            inputs.score = weights.score
            and inputs.component = weights.component
            and inputs.metric_date >= weights.valid_from
            and inputs.metric_date < weights.valid_to

),

within_parents as (

    select
        *,
        weight / sum(case when share is not null then weight end) over same_parent as weight_in_parent,
        weight / sum(weight) over same_parent as full_weight_in_parent
    from measured
    window same_parent as (partition by score, metric_date, org_id, parent)

),

within_scores as (

    select
        *,
        -- The shares of the leaves that are there sum to 1 in each parent, so this sum counts each parent once.
        sum(case when share is not null then {{ exact('parent_weight * weight_in_parent') }} end) over same_score
            as weight_there,
        sum({{ exact('parent_weight * full_weight_in_parent') }}) over same_score as full_weight
    from within_parents
    window same_score as (partition by score, metric_date, org_id)

)

select
    score,
    org_id,
    metric_date,
    component,
    parent,
    observed_value,
    target,
    owner,
    share,
    missing_reason,
    -- Nine decimals are far below what a score shows, and spare its readers the noise of floating point.
    case when share is null then 0 else round(100.0 * parent_weight * weight_in_parent / weight_there, 9) end
        as max_points,
    case when share is null then 0 else round(100.0 * parent_weight * weight_in_parent / weight_there * share, 9) end
        as points,
    case when share is null then 0 else parent_weight * full_weight_in_parent / full_weight end as coverage
from within_scores
{%- endmacro %}

{#- Score and coverage per organisation and day from points; no leaf at all, no score. Rounded half up to 2 decimals. -#}
{% macro score_totals(points) -%}
select
    score,
    org_id,
    metric_date,
    case when sum(coverage) > 0 then round(sum({{ exact('points') }}), 2) end as score_value,
    cast(round(sum({{ exact('coverage') }}), 4) as double) as coverage
from {{ points }}
group by score, org_id, metric_date
{%- endmacro %}

{#- Whether a day is kept in score_components_daily: the last days and each month end. -#}
{% macro is_component_day(metric_date) -%}
    (
        {{ metric_date }} > {{ as_of_date() }} - {{ var('component_days') }}
        or {{ metric_date }} = {{ dbt.last_day(metric_date, 'month') }}
    )
{%- endmacro %}
