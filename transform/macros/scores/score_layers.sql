{#- How scores are computed: every leaf of every score in one pass over a relation with one row per organisation and
    day (org_id, metric_date and what the leaves observe). The leaves of a score stand in `parts_of_<score>` (macros/scores
    /parts), their weights and targets in the seed score_components; what the kinds of leaf mean stands there.

    share: what a leaf reached of its full points, 0-1; null where it is missing, and then its weight is spread over the
    leaves of its parent that are there, or over the other parents where none is.

    The layers end in `leaves`: per leaf <score>__<component>__share, __points and __max. -#}
{% macro score_layers(relation, scores, condition='true') -%}
{%- set leaves = score_leaves(scores) -%}
periods as (

    select distinct valid_from
    from {{ ref('int_scores__weights') }}
    where score in ('{{ scores | join("', '") }}')

),

weights as (

    select
        periods.valid_from,
        coalesce(lead(periods.valid_from) over (order by periods.valid_from), date '9999-12-31') as valid_to,
        {% for leaf in leaves %}
        {% for column in ['weight', 'parent_weight', 'target'] %}
        max(weights.{{ column }})
            filter (where weights.score = '{{ leaf.score }}' and weights.component = '{{ leaf.component }}')
            as {{ leaf.id }}__{{ column }},
        {% endfor %}
        {% endfor %}
    from periods
    inner join {{ ref('int_scores__weights') }} as weights
        on
            weights.valid_from <= periods.valid_from
            and weights.valid_to > periods.valid_from
    group by periods.valid_from

),

observed as (

    select
        inputs.org_id,
        inputs.metric_date,
        weights.* exclude (valid_from, valid_to),
        {% for leaf in leaves %}
        cast(case when {{ leaf.applies }} then {{ 'null' if leaf.source_missing else leaf.observed }} end as double)
            as {{ leaf.id }}__observed,
        cast(case when {{ leaf.applies }} then {{ 'null' if leaf.source_missing else leaf.share }} end as double)
            as {{ leaf.id }}__given,
        {{ leaf.applies }} as {{ leaf.id }}__applies{{ ',' if not loop.last }}
        {% endfor %}
    from {{ relation }} as inputs
    inner join weights
        on
            inputs.metric_date >= weights.valid_from
            and inputs.metric_date < weights.valid_to
    where {{ condition }}

),

shares as (

    select
        *,
        {% for leaf in leaves %}
        -- least() passes over a null, which would give a missing part its full points.
        case
            when {{ leaf.id }}__given is not null or {{ leaf.id }}__observed is null then {{ leaf.id }}__given
            {%- if leaf.fires == 'at_least' %}
            else cast({{ leaf.id }}__observed >= {{ leaf.id }}__target as integer)
            {%- elif leaf.fires == 'at_most' %}
            else cast({{ leaf.id }}__observed <= {{ leaf.id }}__target as integer)
            {%- elif leaf.kind == 'deduction' %}
            else {{ leaf.id }}__observed * {{ leaf.id }}__weight / 100
            {%- else %}
            else least(1.0, {{ leaf.id }}__observed / {{ leaf.id }}__target)
            {%- endif %}
        end as {{ leaf.id }}__share{{ ',' if not loop.last }}
        {% endfor %}
    from observed

),

parents as (

    select
        *,
        {% for parent in score_parents(leaves) %}
        {% set parts = parent.leaves | selectattr('kind', 'equalto', 'part') | list %}
        {{ parts[0].id }}__parent_weight as {{ parent.id }}__parent_weight,
        {% for leaf in parts %}{{ leaf.id }}__weight{{ ' + ' if not loop.last }}{% endfor %} as {{ parent.id }}__full,
        {% for leaf in parts %}
        case when {{ leaf.id }}__share is not null then {{ leaf.id }}__weight else 0 end{{ ' +' if not loop.last }}
        {% endfor %}
            as {{ parent.id }}__there,
        {% for leaf in parts %}
        coalesce({{ leaf.id }}__weight * {{ leaf.id }}__share, 0){{ ' +' if not loop.last }}
        {% endfor %}
            as {{ parent.id }}__reached{{ ',' if not loop.last }}
        {% endfor %}
    from shares

),

totals as (

    select
        *,
        {% for score in scores %}
        {% set parents = score_parents(leaves | selectattr('score', 'equalto', score) | list) %}
        {% set rules = leaves | selectattr('score', 'equalto', score) | selectattr('kind', 'equalto', 'rule') | list %}
        {% for parent in parents %}
        {{ parent.id }}__parent_weight * cast({{ parent.id }}__there > 0 as integer){{ ' +' if not loop.last }}
        {% else %}
        0
        {% endfor %}
            as {{ score }}__there,
        {% for parent in parents %}
        coalesce({{ parent.id }}__parent_weight * {{ parent.id }}__reached / nullif({{ parent.id }}__there, 0), 0)
        {{- ' +' if not loop.last }}
        {% else %}
        0
        {% endfor %}
            as {{ score }}__reached,
        {% for rule in rules %}
        coalesce({{ rule.id }}__weight * {{ rule.id }}__share, 0){{ ' +' if not loop.last }}
        {% else %}
        0
        {% endfor %}
            as {{ score }}__rules{{ ',' if not loop.last }}
        {% endfor %}
    from parents

),

leaves as (

    select
        *,
        {% for leaf in leaves %}
        {{ leaf_points(leaf) }} as {{ leaf.id }}__points,
        {{ leaf_max_points(leaf) }} as {{ leaf.id }}__max{{ ',' if not loop.last }}
        {% endfor %}
    from totals

)
{%- endmacro %}
