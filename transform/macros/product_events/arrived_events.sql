{#- The events that came since the continued version, by the extraction that counts now. -#}
{% macro arrived_events() -%}
    (
        select
            uuid as event_uuid,
            distinct_id,
            event as event_name,
            timestamp as event_at,
            cast(timestamp as date) as event_date,
            properties
        from {{ ref('stg_product_events__arrivals') }}
        where extraction_rank = 1
    )
{%- endmacro %}
