{#- The wide table of the metrics of some domains: one row per day, kind of entity and entity, one column per metric. Rows of
    the company are told for all days, those of entities for the last `metric_entity_days`; a metric that cannot be told
    of a kind of entity is null there.
    entities: the kinds of entity beside the company. selected: what else the meta of a metric has to say. -#}
{% macro metric_table(domains, entities=['customer'], selected={}) -%}
    {%- set relations = measured_relations(domains) -%}
    {%- set dimensions = {} -%}
    {%- for entity in entities -%}
        {%- do dimensions.update({entity: ref(entity_models()[entity])}) -%}
    {%- endfor -%}
    {%- set spine = ref('time_spine_daily') -%}
    {%- if execute -%}
        {%- set names = metric_names(domains, selected) -%}
        {%- do check_measured(names, relations) -%}
with {% for entity in ['company'] + entities -%}
        {%- set own = [] -%}
        {%- for name in names if tells_of(name, entity) -%}
            {%- do own.append(name) -%}
        {%- endfor -%}
        {%- set first_day = as_of_date() ~ ' - ' ~ (var('metric_entity_days') - 1) if entity != 'company' else "date '0001-01-01'" -%}
{{ metric_rows(own, entity, 'day', relations, first_day, dimensions.get(entity)) }},

{{ entity }} as (

    select
        measured.metric_date,
        '{{ entity }}' as entity_type,
        measured.entity_id,
        {% if entity == 'company' %}
        'Company' as entity_name
        {%- else %}
        coalesce(dimensions.{{ entity_name_column(entity_models()[entity], entity) }}, measured.entity_id) as entity_name
        {%- endif %}
        {%- for name in names %},
        {{ 'measured.' ~ name if name in own else 'cast(null as double)' }} as {{ name }}
        {%- endfor %}
    from rows_of_{{ entity }}_day as measured
    {%- if entity != 'company' %}
    left join {{ dimensions[entity] }} as dimensions on measured.entity_id = dimensions.{{ entity_column(entity_models()[entity], entity) }}
    {%- endif %}

),

{% endfor -%}
together as (

    {% for entity in ['company'] + entities %}
    select * from {{ entity }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}

)

select *
from together
order by metric_date, entity_type, entity_id
    {%- endif -%}
{%- endmacro %}
