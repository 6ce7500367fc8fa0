{#- Counts of events are whole, but where users of several organisations are split among them. -#}
{% macro count_type() -%}
    {{ 'double' if var('multi_org_policy') == 'split' else 'bigint' }}
{%- endmacro %}

{#- The number of events, or of their shares, for which an expression is not null. -#}
{% macro event_count(expression='1') -%}
    {%- if var('multi_org_policy') == 'split' -%}
    coalesce(sum(case when {{ expression }} is not null then weight end), 0)
    {%- else -%}
    count({{ expression }})
    {%- endif -%}
{%- endmacro %}

{#- A sum of event counts, in the type of counts. -#}
{% macro sum_of_counts(count) -%}
    cast(coalesce(sum({{ count }}), 0) as {{ count_type() }})
{%- endmacro %}

{#- The sum of event counts of one category. -#}
{% macro count_of_category(category, count='event_count') -%}
    {{ sum_of_counts("case when event_category = '" ~ category ~ "' then " ~ count ~ " end") }}
{%- endmacro %}
