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

{#- The leaves of scores in rows, from the layers. -#}
{% macro score_leaf_rows(scores) -%}
    {%- for leaf in score_leaves(scores) %}
select
    '{{ leaf.score }}' as score,
    org_id,
    metric_date,
    '{{ leaf.component }}' as component,
    '{{ leaf.parent }}' as parent,
    '{{ leaf.kind }}' as kind,
    {{ leaf.id }}__observed as observed_value,
    {{ leaf.id }}__target as target,
    {{ leaf.id }}__share as share,
    cast({{ leaf.id }}__points as double) as points,
    cast({{ leaf.id }}__max as double) as max_points,
    '{{ 'source_missing' if leaf.source_missing else leaf.missing_reason }}' as missing_reason
from leaves
where {{ leaf.id }}__applies
{{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- Whether a day is kept in score_components_daily: the last days and each month end. -#}
{% macro is_component_day(metric_date) -%}
    (
        {{ metric_date }} > {{ as_of_date() }} - {{ var('component_days') }}
        or {{ metric_date }} = {{ dbt.last_day(metric_date, 'month') }}
    )
{%- endmacro %}
