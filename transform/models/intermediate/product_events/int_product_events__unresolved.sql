{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook=['{{ make_room_for_days() }}', '{{ join_as_written() }}'],
    post_hook='{{ join_as_estimated() }}',
) }}

-- Events of users or organisations that nobody knows: kept aside, and back when the user arrives.
select
    events.event_date as activity_date,
    events.event_uuid,
    events.distinct_id,
    events.event_name,
    events.event_at,
    case events.event_source
        when 'system_level' then 'unknown_organization'
        else 'unknown_user'
    end as outcome_reason
from {{ ref('stg_product_events') }} as events
anti join {{ ref('int_product_events__actors') }} as actors on events.distinct_id = actors.distinct_id
where
    {{ within_days_to_rebuild('events.event_at') }}
    and events.event_at < {{ as_of_date() }} + interval 1 day
    {% if continues_version() %}
    and events.event_date in (select activity_date from {{ ref('int_product_events__days_to_rebuild') }})
    {% endif %}
