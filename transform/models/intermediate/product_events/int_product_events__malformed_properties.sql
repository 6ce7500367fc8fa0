{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook=['{{ make_room_for_days() }}', '{{ join_as_written() }}'],
    post_hook='{{ join_as_estimated() }}',
) }}

-- Events whose properties are no JSON: they count, with every property null. Kept for whoever must mend the sender.
select
    event_date as activity_date,
    event_uuid,
    event_name,
    event_at,
    properties
from {{ ref('stg_product_events') }}
where
    has_malformed_properties
    and {{ within_days_to_rebuild('event_at') }}
    and event_at < {{ as_of_date() }} + interval 1 day
    {% if continues_version() %}
    and event_date in (select activity_date from {{ ref('int_product_events__days_to_rebuild') }})
    {% endif %}
