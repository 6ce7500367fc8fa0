{#- Without the users there is no telling people apart: what needs them is null, not 0. -#}
{% macro null_without_users(expression, data_type='bigint') -%}
    {%- if source_is_missing('app.users') -%}
    cast(null as {{ data_type }})
    {%- else -%}
    {{ expression }}
    {%- endif -%}
{%- endmacro %}
