{#- Why a raw product event cannot be used, or null. Evaluated on raw columns; the first that holds decides. -#}
{% macro event_fault() -%}
    case
        when uuid is null then 'missing_uuid'
        when event is null or event = '' then 'missing_event'
        when distinct_id is null or distinct_id = '' then 'missing_distinct_id'
        when timestamp is null then 'missing_timestamp'
        when _airbyte_extracted_at is null then 'missing_extraction'
        when timestamp > _airbyte_extracted_at + interval 1 hour then 'future_timestamp'
        when timestamp < timestamp '{{ var("earliest_event_date") }}' then 'ancient_timestamp'
        when {{ is_changed_by_loader() }} then 'changed_by_loader'
    end
{%- endmacro %}
