{#- From when on what an extraction tells holds: from the last complete day before it, as a build's as-of does. -#}
{% macro told_from(extracted_at) -%}
    cast(cast({{ extracted_at }} as date) - 1 as timestamp)
{%- endmacro %}
