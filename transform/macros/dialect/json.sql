{#- Text at a top-level key of a JSON text; null where the text is no JSON object. -#}
{% macro json_text(column, key) -%}
    {{ return(adapter.dispatch('json_text', 'almanac')(column, key)) }}
{%- endmacro %}

{% macro duckdb__json_text(column, key) -%}
    case when json_valid({{ column }}) then json_extract_string({{ column }}, '$.{{ key }}') end
{%- endmacro %}

{#- Whether a text is malformed JSON; null is not. -#}
{% macro is_malformed_json(column) -%}
    {{ return(adapter.dispatch('is_malformed_json', 'almanac')(column)) }}
{%- endmacro %}

{% macro duckdb__is_malformed_json(column) -%}
    coalesce(not json_valid({{ column }}), false)
{%- endmacro %}

{#- Whether the loader altered a row: a non-empty list `changes`, or a meta text that cannot be read.
    A lone `changes is null` would drop every row of current loaders, which write an empty list. -#}
{% macro is_changed_by_loader(column='_airbyte_meta') -%}
    {{ return(adapter.dispatch('is_changed_by_loader', 'almanac')(column)) }}
{%- endmacro %}

{#- The text search spares the parser for the nearly all rows that say so in the usual form. -#}
{% macro duckdb__is_changed_by_loader(column) -%}
    case
        when {{ column }} is null or contains({{ column }}, '"changes":[]') then false
        when not json_valid({{ column }}) then true
        else coalesce(json_array_length({{ column }}, '$.changes') > 0, false)
    end
{%- endmacro %}
