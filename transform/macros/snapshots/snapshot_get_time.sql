{#- When a snapshot says that a row began or ended: the moment for which the build tells the truth. dbt would ask the
    engine's clock, and the same data would then tell another history with every build. -#}
{% macro default__snapshot_get_time() -%}
    {{ as_of_at() }}
{%- endmacro %}
