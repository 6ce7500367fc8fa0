{#- Points of every leaf of a score, from rows of (score, org_id, metric_date, component, observed_value, share,
    missing_reason).
    share: what the leaf reached of its full points, 0-1; null where it is missing, and then its weight is spread over
    the leaves of its parent that are there, or over the other parents where none is. A part without share takes
    least(1, observed / target), a rule and a gate fire by comparing the two. What the kinds of leaf mean stands in the
    seed score_components. -#}
{% macro score_points(inputs) -%}
with weighted as (

    select
        inputs.score,
        inputs.org_id,
        inputs.metric_date,
        weights.parent,
        inputs.component,
        inputs.observed_value,
        inputs.missing_reason,
        weights.kind,
        weights.target,
        weights.owner,
        weights.weight,
        weights.parent_weight,
        -- least() passes over a null, which would give a missing part its full points.
        case
            when inputs.share is not null or inputs.observed_value is null then inputs.share
            when weights.fires = 'at_least' then cast(inputs.observed_value >= weights.target as integer)
            when weights.fires = 'at_most' then cast(inputs.observed_value <= weights.target as integer)
            when weights.kind = 'deduction' then inputs.observed_value * weights.weight / 100
            else least(1.0, inputs.observed_value / weights.target)
        end as share
    from {{ inputs }} as inputs
    inner join {{ ref('int_scores__weights') }} as weights
        on
            inputs.score = weights.score
            and inputs.component = weights.component
            and inputs.metric_date >= weights.valid_from
            and inputs.metric_date < weights.valid_to

),

measured as (

    select
        *,
        case when kind = 'part' then weight end as part_weight,
        case when kind = 'part' and share is not null then weight end as weight_if_there
    from weighted

),

within_parents as (

    select
        *,
        weight_if_there / sum(weight_if_there) over same_parent as weight_in_parent,
        part_weight / sum(part_weight) over same_parent as full_weight_in_parent,
        sum(weight_if_there * share) over same_parent / sum(weight_if_there) over same_parent as parent_share
    from measured
    window same_parent as (partition by score, metric_date, org_id, parent)

),

within_scores as (

    select
        *,
        -- The shares of the leaves that are there sum to 1 in each parent, so this sum counts each parent once.
        sum({{ exact('parent_weight * weight_in_parent') }}) over same_score as weight_there,
        sum({{ exact('parent_weight * full_weight_in_parent') }}) over same_score as full_weight,
        sum(case when kind = 'rule' then {{ exact('weight * share') }} end) over same_score as rule_points,
        sum({{ exact('parent_weight * weight_in_parent * share') }}) over same_score as part_points
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
    kind,
    share,
    missing_reason,
    -- Nine decimals are far below what a score shows, and spare its readers the noise of floating point.
    case
        when kind in ('cap', 'gate', 'deduction') or share is null then 0
        when kind in ('rule', 'lost') then weight
        else round(100.0 * parent_weight * weight_in_parent / weight_there, 9)
    end as max_points,
    case
        when kind = 'cap' then least(0, weight - coalesce(rule_points, 0))
        when share is null then 0
        when kind in ('rule', 'lost') then weight * share
        -- A gate takes all that the parts earned; a deduction at most what its parent earned.
        when kind = 'gate' then 0 - round(100.0 * coalesce(part_points, 0) / weight_there * share, 9)
        when kind = 'deduction'
            then 0 - round(100.0 * parent_weight / weight_there * least(coalesce(parent_share, 0), share), 9)
        else round(100.0 * parent_weight * weight_in_parent / weight_there * share, 9)
    end as points,
    case
        when kind in ('cap', 'gate', 'deduction') or share is null then 0
        when kind in ('rule', 'lost') then weight / 100
        else parent_weight * full_weight_in_parent / full_weight
    end as coverage
from within_scores
{%- endmacro %}

{#- A score of one row from its points, to aggregate by organisation and day; no leaf at all, no score. Rounded half up
    to 2 decimals. -#}
{% macro score_value(score) -%}
    cast(case
        when sum(coverage) filter (where score = '{{ score }}') > 0
            then round(sum({{ exact('points') }}) filter (where score = '{{ score }}'), 2)
    end as double)
{%- endmacro %}

{#- The share of a score's weight that had an input. -#}
{% macro score_coverage(score) -%}
    cast(round(sum({{ exact('coverage') }}) filter (where score = '{{ score }}'), 4) as double)
{%- endmacro %}

{#- A part of a score on its own scale of 0-100, with what was deducted from it; null where none of its leaves is there. -#}
{% macro score_part(score, parent) -%}
    {%- set here = "filter (where score = '" ~ score ~ "' and parent = '" ~ parent ~ "')" -%}
    cast(round(
        100 * sum({{ exact('points') }}) {{ here }} / nullif(sum({{ exact('max_points') }}) {{ here }}, 0), 6
    ) as double)
{%- endmacro %}

{#- Whether a day is kept in score_components_daily: the last days and each month end. -#}
{% macro is_component_day(metric_date) -%}
    (
        {{ metric_date }} > {{ as_of_date() }} - {{ var('component_days') }}
        or {{ metric_date }} = {{ dbt.last_day(metric_date, 'month') }}
    )
{%- endmacro %}
