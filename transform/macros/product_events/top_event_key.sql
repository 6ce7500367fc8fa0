{#- The key of the most frequent event; of equally frequent ones the name that sorts first (keys follow the names).
    With whole counts, count and key are packed into one integer: one max instead of a comparison of pairs. -#}
{% macro top_event_key(event_count, event_key) -%}
    {%- if var('multi_org_policy') == 'split' -%}
    arg_min({{ event_key }}, struct_pack(fewer := -{{ event_count }}, name_order := {{ event_key }}))
    {%- else -%}
    32767 - (max({{ event_count }} * 32768 + (32767 - {{ event_key }})) & 32767)
    {%- endif -%}
{%- endmacro %}
