{#- Where dbt is run by hand there is nobody to load anything: every source table that is not there is made, empty and
    typed as its contract says, so that every model can be built. `almanac build` brings views of the raw files. -#}
{% macro create_empty_sources() -%}
    {%- if execute and reads_crm_seed() -%}
        {%- for schema in graph.sources.values() | map(attribute='schema') | unique %}
create schema if not exists {{ adapter.quote(schema) }};
        {%- endfor -%}
        {%- for table in graph.sources.values() %}
            {%- set columns = [] -%}
            {%- for column in table.columns.values() -%}
                {%- do columns.append(adapter.quote(column.name) ~ ' ' ~ column.data_type) -%}
            {%- endfor %}
create table if not exists {{ adapter.quote(table.schema) }}.{{ adapter.quote(table.identifier) }} ({{ columns | join(', ') }});
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
