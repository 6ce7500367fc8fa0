{#- A fraction as a decimal: a sum of decimals does not depend on the order in which threads add, so that two builds of
    the same data agree to the last digit. -#}
{% macro exact(expression) -%}
    cast({{ expression }} as decimal(18, 10))
{%- endmacro %}
