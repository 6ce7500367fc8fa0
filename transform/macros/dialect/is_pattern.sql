{#- Whether a text is a regular expression that the engine can read. -#}
{% macro is_pattern(column) -%}
    {{ return(adapter.dispatch('is_pattern', 'almanac')(column)) }}
{%- endmacro %}

{% macro duckdb__is_pattern(column) -%}
    (try(regexp_matches('', {{ column }})) is not null)
{%- endmacro %}
