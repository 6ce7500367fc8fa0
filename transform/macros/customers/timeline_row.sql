{#- One event of a customer's life as account_timeline has it: when, what kind, its facts (a dictionary of name -> SQL) and
    the row that tells it. -#}
{% macro timeline_row(customer_id, occurred_at, kind, facts, source_table, source_row_id) -%}
    {{ customer_id }} as customer_id,
    cast({{ occurred_at }} as timestamp) as occurred_at,
    {{ kind }} as kind,
    cast(json_object(
        {%- for name, expression in facts.items() -%}
        '{{ name }}', {{ expression }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    ) as varchar) as facts,
    '{{ source_table }}' as source_table,
    cast({{ source_row_id }} as varchar) as source_row_id
{%- endmacro %}
