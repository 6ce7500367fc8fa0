{#- A share in percent, unrounded; null where there is nothing to take a share of. -#}
{% macro percentage(part, whole) -%}
    cast(100.0 * {{ part }} / nullif({{ whole }}, 0) as double)
{%- endmacro %}
