{#- Elapsed days between two moments, with fractions, from whole microseconds. -#}
{% macro elapsed_days(earlier, later) -%}
    (date_diff('microsecond', {{ earlier }}, {{ later }}) / 86400000000.0)
{%- endmacro %}
