{#- Why a raw product event cannot be used, or null. Evaluated on raw columns; the first that holds decides. -#}
{% macro event_fault(events=none) -%}
    {%- set raw = events ~ '.' if events else '' -%}
    case
        when {{ raw }}uuid is null then 'missing_uuid'
        when coalesce({{ raw }}event, '') = '' then 'missing_event'
        when coalesce({{ raw }}distinct_id, '') = '' then 'missing_distinct_id'
        when {{ raw }}timestamp is null then 'missing_timestamp'
        when {{ raw }}_airbyte_extracted_at is null then 'missing_extraction'
        when {{ raw }}timestamp > {{ raw }}_airbyte_extracted_at + interval 1 hour then 'future_timestamp'
        when {{ raw }}timestamp < timestamp '{{ var("earliest_event_date") }}' then 'ancient_timestamp'
        when {{ is_changed_by_loader(raw ~ '_airbyte_meta') }} then 'changed_by_loader'
    end
{%- endmacro %}
