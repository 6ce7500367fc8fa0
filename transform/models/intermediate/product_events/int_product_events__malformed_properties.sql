{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook=['{{ make_room(is_rebuilt_event()) }}', '{{ join_as_written() }}'],
    post_hook='{{ join_as_estimated() }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('stg_product_events__arrivals') }}

-- Events whose properties are no JSON: they count, with every property null. Kept for whoever must mend the sender. An
-- increment replaces whole days, and of others the events that arrived.
{%- set columns = 'events.event_date, events.event_uuid, events.event_name, events.event_at, events.properties' %}
with events as (

    select {{ columns }}
    from {{ ref('stg_product_events') }} as events
    where
        has_malformed_properties
        and {{ within_days_to_rebuild('events.event_at') }}
    {% if continues_version() %}
        and {{ is_rebuilt_day('events.event_date') }}

    union all

    select {{ columns }}
    from {{ arrived_events() }} as events
    where
        {{ is_malformed_json('events.properties') if var('extract_event_properties') else 'false' }}
        and not {{ is_rebuilt_day('events.event_date') }}
    {% endif %}

)

select
    event_date as activity_date,
    event_uuid,
    event_name,
    event_at,
    properties
from events
where event_at < {{ as_of_date() }} + interval 1 day
