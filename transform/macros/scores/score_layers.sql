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

{#- Nine decimals are far below what a score shows, and spare its readers the noise of floating point. A gate takes all
    that the parts earned; a deduction at most what its parent earned. -#}
{% macro leaf_points(leaf) -%}
    {%- set of_score = '100.0 / nullif(' ~ leaf.score ~ '__there, 0)' -%}
    {%- set of_parent = of_score ~ ' * ' ~ leaf.id ~ '__parent_weight / nullif(' ~ leaf.parent_id ~ '__there, 0)' -%}
    {%- if leaf.kind == 'part' -%}
        coalesce(round({{ of_parent }} * {{ leaf.id }}__weight * {{ leaf.id }}__share, 9), 0)
    {%- elif leaf.kind == 'deduction' -%}
        0 - coalesce(round({{ of_score }} * {{ leaf.id }}__parent_weight * least(
            coalesce({{ leaf.parent_id }}__reached / nullif({{ leaf.parent_id }}__there, 0), 0),
            coalesce({{ leaf.id }}__share, 0)
        ), 9), 0)
    {%- elif leaf.kind == 'gate' -%}
        0 - coalesce(round({{ of_score }} * {{ leaf.score }}__reached * {{ leaf.id }}__share, 9), 0)
    {%- elif leaf.kind == 'cap' -%}
        least(0, {{ leaf.id }}__weight - {{ leaf.score }}__rules)
    {%- else -%}
        coalesce({{ leaf.id }}__weight * {{ leaf.id }}__share, 0)
    {%- endif -%}
{%- endmacro %}

{% macro leaf_max_points(leaf) -%}
    {%- if leaf.kind == 'part' -%}
        case
            when {{ leaf.id }}__share is null then 0
            else round(
                100.0 * {{ leaf.id }}__parent_weight * {{ leaf.id }}__weight
                / ({{ leaf.score }}__there * {{ leaf.parent_id }}__there), 9
            )
        end
    {%- elif leaf.kind in ('rule', 'lost') -%}
        case when {{ leaf.id }}__share is null then 0 else {{ leaf.id }}__weight end
    {%- else -%}
        0
    {%- endif -%}
{%- endmacro %}

{#- The leaves of scores with what follows from their names. -#}
{% macro score_leaves(scores) -%}
    {%- set leaves = [] -%}
    {%- for score in scores -%}
        {%- for leaf in context['parts_of_' ~ score]() -%}
            {%- set parent = leaf.get('parent', leaf.component) -%}
            {%- do leaves.append({
                'score': score,
                'component': leaf.component,
                'id': score ~ '__' ~ leaf.component,
                'parent': parent,
                'parent_id': score ~ '__' ~ parent ~ '__parent',
                'kind': leaf.get('kind', 'part'),
                'fires': leaf.get('fires', ''),
                'observed': leaf.get('observed', 'null'),
                'share': leaf.get('share', 'null'),
                'applies': leaf.get('applies', 'is_active_customer'),
                'missing_reason': leaf.get('missing_reason', ''),
                'source_missing': leaf.get('source_missing', false),
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(leaves) }}
{%- endmacro %}

{#- The parents of leaves that are parts, each with all its leaves. -#}
{% macro score_parents(leaves) -%}
    {%- set parents = {} -%}
    {%- for leaf in leaves if leaf.kind == 'part' -%}
        {%- do parents.setdefault(leaf.parent_id, []).append(leaf) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for id, members in parents.items() -%}
        {%- do found.append({'id': id, 'leaves': members}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
