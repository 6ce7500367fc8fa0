{#- Whether the company lacks an optional source table, such as 'app.users', or switched it off. -#}
{% macro source_is_missing(source_table) -%}
    {{ return(is_absent(source_table) or is_disabled(source_table)) }}
{%- endmacro %}

{#- Whether nobody loads a source table: the edge lists those (var `missing_sources`); by hand there is the CRM alone. -#}
{% macro is_absent(source_table) -%}
    {%- if var('missing_sources') == 'all_but_crm' -%}
        {{ return(not source_table.startswith('crm.')) }}
    {%- endif -%}
    {{ return(source_table in var('missing_sources')) }}
{%- endmacro %}

{#- Whether the company has none of several source tables. -#}
{% macro all_are_missing(source_tables) -%}
    {%- set there = [] -%}
    {%- for name in source_tables if not source_is_missing(name) -%}
        {%- do there.append(name) -%}
    {%- endfor -%}
    {{ return(there | length == 0) }}
{%- endmacro %}
