{#- Whether the company lacks an optional source table, such as 'app.users', or switched it off. -#}
{% macro source_is_missing(source_table) -%}
    {{ return(source_table in var('missing_sources') or is_disabled(source_table)) }}
{%- endmacro %}

{#- Whether the company has none of several source tables. -#}
{% macro all_are_missing(source_tables) -%}
    {%- set there = [] -%}
    {%- for name in source_tables if not source_is_missing(name) -%}
        {%- do there.append(name) -%}
    {%- endfor -%}
    {{ return(there | length == 0) }}
{%- endmacro %}
