{#- A row that names no facility or rep is kept under a name of its own, so that totals hold. -#}
{% macro or_unassigned(column) -%}
    coalesce(nullif(trim({{ column }}), ''), 'unassigned')
{%- endmacro %}
