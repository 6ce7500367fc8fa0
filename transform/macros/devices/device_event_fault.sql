{#- Why a raw device event cannot be used, or null; the first that holds decides. Whether the device is known is not
    asked here: it may arrive after its events. -#}
{% macro device_event_fault() -%}
    case
        when id is null then 'missing_id'
        when device_id is null then 'missing_device_id'
        when occurred_at is null then 'missing_occurred_at'
        when coalesce(event_type, '') = '' then 'missing_event_type'
        when _airbyte_extracted_at is null then 'missing_extraction'
        when occurred_at > _airbyte_extracted_at + interval 1 hour then 'future_timestamp'
        when occurred_at < timestamp '{{ var("earliest_event_date") }}' then 'ancient_timestamp'
    end
{%- endmacro %}

{#- The order in which extractions of one device event count: the latest first; content breaks ties. -#}
{% macro latest_device_event_first() -%}
    extracted_at desc, event_type, status, temperature_c, pressure_psi, volume_ml
{%- endmacro %}
