{#- What needs a source is null, not 0, where the company has none of the tables that could tell it. -#}
{% macro null_without(source_tables, expression, data_type='bigint') -%}
    {%- if not all_are_missing(source_tables) -%}
    cast({{ expression }} as {{ data_type }})
    {%- else -%}
    cast(null as {{ data_type }})
    {%- endif -%}
{%- endmacro %}
