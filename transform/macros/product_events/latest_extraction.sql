{#- The order in which extractions of one uuid count: the latest first; content breaks ties, so that a rebuild agrees. -#}
{% macro latest_extraction_first() -%}
    _airbyte_extracted_at desc, timestamp desc, event, distinct_id, properties
{%- endmacro %}
