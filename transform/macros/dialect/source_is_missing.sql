{#- Whether the company lacks an optional source table, such as 'app.users'. -#}
{% macro source_is_missing(source_table) -%}
    {{ return(source_table in var('missing_sources')) }}
{%- endmacro %}
