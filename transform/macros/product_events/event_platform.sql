{#- The platform that an event's properties name, in lower case; null where they do not, or are not read. -#}
{% macro event_platform(properties) -%}
    {%- if var('extract_event_properties') -%}
    lower({{ json_text(properties, 'platform') }})
    {%- else -%}
    cast(null as varchar)
    {%- endif -%}
{%- endmacro %}
