{#- Whether the company lacks an optional source table, such as 'app.users', or switched it off. -#}
{% macro source_is_missing(source_table) -%}
    {{ return(source_table in var('missing_sources') or is_disabled(source_table)) }}
{%- endmacro %}
