{#- One value where a scenario is on and the row's boolean `column` is true, another one everywhere else. -#}
{% macro scenario_toggle(column, scenario_enabled, true_value, false_value) -%}
    {%- if scenario_enabled -%}
    case when {{ column }} then {{ true_value }} else {{ false_value }} end
    {%- else -%}
    {{ false_value }}
    {%- endif -%}
{%- endmacro %}
