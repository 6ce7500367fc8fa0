{#- What needs a source is null, not 0, where the company has none of the tables that could tell it. -#}
{% macro null_without(source_tables, expression, data_type='bigint') -%}
    {%- set there = source_tables | reject('in', var('missing_sources')) | list -%}
    {%- set usable = [] -%}
    {%- for name in there if not is_disabled(name) -%}
        {%- do usable.append(name) -%}
    {%- endfor -%}
    {%- if usable -%}
    cast({{ expression }} as {{ data_type }})
    {%- else -%}
    cast(null as {{ data_type }})
    {%- endif -%}
{%- endmacro %}
