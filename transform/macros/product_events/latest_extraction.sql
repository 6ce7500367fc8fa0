{#- The order in which extractions of one uuid count: the latest first; content breaks ties, so that a rebuild agrees. -#}
{% macro latest_extraction_first(events) -%}
    {{ events }}._airbyte_extracted_at desc, {{ events }}.timestamp desc, {{ events }}.event, {{ events }}.distinct_id,
    {{ events }}.properties
{%- endmacro %}
