{#- A score from the layers of `score_layers`: the sum of its points, rounded half up to 2 decimals; no leaf, no score. -#}
{% macro score_value(score) -%}
    {%- set leaves = score_leaves([score]) -%}
    cast(case
        when {{ score_coverage(score) }} > 0
            then round({% for leaf in leaves %}{{ exact(leaf.id ~ '__points') }}{{ ' + ' if not loop.last }}{% endfor %}, 2)
    end as double)
{%- endmacro %}

{#- The share of a score's weight that had an input. -#}
{% macro score_coverage(score) -%}
    {%- set leaves = score_leaves([score]) -%}
    {%- set parents = score_parents(leaves) -%}
    {%- if parents -%}
    cast(round((
        {% for parent in parents -%}
        {{ parent.id }}__parent_weight * {{ parent.id }}__there / {{ parent.id }}__full{{ ' + ' if not loop.last }}
        {% endfor -%}
    ) / ({% for parent in parents %}{{ parent.id }}__parent_weight{{ ' + ' if not loop.last }}{% endfor %}), 4) as double)
    {%- else -%}
    cast(round((
        {% for leaf in leaves -%}
        {{ leaf.id }}__max{{ ' + ' if not loop.last }}
        {% endfor -%}
    ) / 100.0, 4) as double)
    {%- endif -%}
{%- endmacro %}

{#- A part of a score on its own scale of 0-100, with what was deducted from it; null where none of its leaves is there. -#}
{% macro score_part(score, parent) -%}
    {%- set leaves = score_leaves([score]) | selectattr('parent', 'equalto', parent) | list -%}
    cast(round(100.0 * ({% for leaf in leaves %}{{ leaf.id }}__points{{ ' + ' if not loop.last }}{% endfor %})
        / nullif({% for leaf in leaves %}{{ leaf.id }}__max{{ ' + ' if not loop.last }}{% endfor %}, 0), 6) as double)
{%- endmacro %}

{#- How many rules of a score fire. -#}
{% macro rules_fired(score) -%}
    {%- set rules = score_leaves([score]) | selectattr('kind', 'equalto', 'rule') | list -%}
    cast({% for leaf in rules %}coalesce({{ leaf.id }}__share, 0){{ ' + ' if not loop.last }}{% endfor %} as bigint)
{%- endmacro %}

{#- What is kept of the layers to explain scores: per leaf what was observed, its target, share, points and maximum, and
    the scores themselves. -#}
{% macro score_leaf_columns(scores) -%}
    {%- for leaf in score_leaves(scores) %}
    {% for column in ['observed', 'target', 'share', 'points', 'max'] -%}
    cast({{ leaf.id }}__{{ column }} as double) as {{ leaf.id }}__{{ column }},
    {% endfor -%}
    {{ leaf.id }}__applies,
    {%- endfor %}
    {% for score in scores -%}
    {{ score_value(score) }} as {{ score }}{{ ',' if not loop.last }}
    {% endfor -%}
{%- endmacro %}

{#- The kept leaves in rows, with a row for what rounding adds or takes, so that the points of a score sum to it. -#}
{% macro score_leaf_rows(relation, scores) -%}
    {%- for leaf in score_leaves(scores) %}
select
    '{{ leaf.score }}' as score,
    org_id,
    metric_date,
    '{{ leaf.component }}' as component,
    '{{ leaf.parent }}' as parent,
    {{ leaf.id }}__observed as observed_value,
    {{ leaf.id }}__target as target,
    {{ leaf.id }}__points as points,
    {{ leaf.id }}__max as max_points,
    {{ leaf_reason(leaf) }} as reason_code
from {{ relation }}
where {{ leaf.id }}__applies
union all
    {%- endfor %}
    {%- for score in scores %}
select
    '{{ score }}' as score,
    org_id,
    metric_date,
    'rounding' as component,
    'rounding' as parent,
    cast(null as double) as observed_value,
    cast(null as double) as target,
    cast({{ exact(score) }} - (
        {% for leaf in score_leaves([score]) -%}
        {{ exact(leaf.id ~ '__points') }}{{ ' + ' if not loop.last }}
        {% endfor -%}
    ) as double) as points,
    cast(0 as double) as max_points,
    'rounded_half_up' as reason_code
from {{ relation }}
where {{ score }} is not null
{{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- Why a leaf has the points that it has, as a code. -#}
{% macro leaf_reason(leaf) -%}
    {%- if leaf.kind == 'cap' -%}
    case when {{ leaf.id }}__points < 0 then 'capped' else 'not_capped' end
    {%- else -%}
    case
        when {{ leaf.id }}__share is null then '{{ 'source_missing' if leaf.source_missing else leaf.missing_reason }}'
        {%- if leaf.kind == 'lost' %}
        else 'lost'
        {%- elif leaf.kind in ['rule', 'gate'] %}
        when {{ leaf.id }}__share > 0 then 'fired'
        else 'not_fired'
        {%- elif leaf.kind == 'deduction' %}
        when {{ leaf.id }}__points < 0 then 'deducted'
        else 'nothing_deducted'
        {%- else %}
        when {{ leaf.id }}__share >= 1 then 'target_reached'
        when {{ leaf.id }}__share <= 0 then 'nothing_reached'
        else 'below_target'
        {%- endif %}
    end
    {%- endif -%}
{%- endmacro %}

{#- Whether a day is kept in score_components_daily: the last days and each month end. -#}
{% macro is_component_day(metric_date) -%}
    (
        {{ metric_date }} > {{ as_of_date() }} - {{ var('component_days') }}
        or {{ metric_date }} = {{ dbt.last_day(metric_date, 'month') }}
    )
{%- endmacro %}
