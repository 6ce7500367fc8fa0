{#- The last complete day that this build knows, as a date. -#}
{% macro as_of_date() -%}
    cast('{{ var("as_of_date") }}' as date)
{%- endmacro %}

{#- The moment for which the build tells the truth. -#}
{% macro as_of_at() -%}
    cast('{{ var("as_of_at") }}' as timestamp)
{%- endmacro %}

{#- When the build ran; the edge's clock, not the engine's. -#}
{% macro loaded_at() -%}
    cast('{{ var("loaded_at") }}' as timestamp)
{%- endmacro %}

{#- What the continued version had read of a source table; far in the past on a full build. -#}
{% macro extracted_after(source_table) -%}
    cast('{{ var("extracted_after").get(source_table, "0001-01-01") }}' as timestamp)
{%- endmacro %}

{#- Whether a moment lies after the one for which the build tells the truth; not so where it is null. -#}
{% macro is_after_as_of(moment) -%}
    coalesce({{ moment }} >= {{ as_of_at() }}, false)
{%- endmacro %}
