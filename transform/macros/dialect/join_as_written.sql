{#- Hooks that make the engine join in the order that the model writes, small relations on the right: its estimates of
    how many raw rows pass the filters are off by orders of magnitude, and it then builds its hash table on the events. -#}
{% macro join_as_written() -%}
    {{ return(adapter.dispatch('join_as_written', 'almanac')()) }}
{%- endmacro %}

{% macro default__join_as_written() -%}
    select 1
{%- endmacro %}

{% macro duckdb__join_as_written() -%}
    set disabled_optimizers = 'join_order,build_side_probe_side'
{%- endmacro %}

{% macro join_as_estimated() -%}
    {{ return(adapter.dispatch('join_as_estimated', 'almanac')()) }}
{%- endmacro %}

{% macro default__join_as_estimated() -%}
    select 1
{%- endmacro %}

{% macro duckdb__join_as_estimated() -%}
    reset disabled_optimizers
{%- endmacro %}
