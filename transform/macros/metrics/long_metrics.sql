{#- What the long tables say of each metric, as rows: (metric_name, domain, unit, importance_tier). -#}
{% macro metric_dictionary(names) -%}
    select
        named.metric_name,
        named.domain,
        named.unit,
        named.importance_tier
    from (
        values
        {% for name in names -%}
        {%- set meta = metric_definition(name).config.meta -%}
        ('{{ name }}', '{{ meta.domain }}', '{{ meta.unit }}', {{ meta.tier }}){{ ',' if not loop.last }}
        {% endfor %}
    ) as named (metric_name, domain, unit, importance_tier)
{%- endmacro %}

{#- The wide tables of metrics as one long one: a row per day, metric and entity that has a value.
    tables: {wide table: its domains}. -#}
{% macro long_metrics(tables, selected={}) -%}
    {%- set relations = {} -%}
    {%- for table in tables -%}
        {%- do relations.update({table: ref(table)}) -%}
    {%- endfor -%}
    {%- if execute -%}
with {% set all_names = [] %}
{%- for table, domains in tables.items() %}
{%- set names = metric_names(domains, selected.get(table, {})) %}
{%- do all_names.extend(names) -%}
long_{{ table }} as (

    {{ unpivoted(relations[table], ['metric_date', 'entity_type', 'entity_id', 'entity_name'], names, 'metric_name', 'metric_value') | indent(4) }}

),

{% endfor -%}
definitions as (

    {{ metric_dictionary(all_names) | indent(4) }}

),

together as (

    {% for table in tables %}
    select * from long_{{ table }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}

)

select
    together.metric_date,
    definitions.domain,
    together.metric_name,
    together.metric_value,
    together.entity_type,
    together.entity_id,
    together.entity_name,
    definitions.unit,
    definitions.importance_tier
from together
inner join definitions on together.metric_name = definitions.metric_name
order by definitions.domain, together.metric_name, together.entity_type, together.entity_id, together.metric_date
    {%- endif -%}
{%- endmacro %}
