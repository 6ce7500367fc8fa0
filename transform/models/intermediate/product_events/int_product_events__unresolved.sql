{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook=['{{ make_room(is_rebuilt_event(by_actor=true)) }}', '{{ join_as_written() }}'],
    post_hook='{{ join_as_estimated() }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('stg_product_events__arrivals') }}
-- depends_on: {{ ref('int_users__changed_actors') }}

-- Events of users or organisations that nobody knows: kept aside, and back when the user arrives. They belong to no
-- organisation, so that an increment replaces whole days, and of others the events that arrived and those of actors who
-- have become known or unknown.
{%- set columns = 'events.event_uuid, events.distinct_id, events.event_name, events.event_at, events.event_date' %}
with {% if continues_version() -%}
unknown_now as (

    select changed_actors.distinct_id
    from {{ ref('int_users__changed_actors') }} as changed_actors
    anti join {{ ref('int_product_events__actors') }} as actors on changed_actors.distinct_id = actors.distinct_id

),

{% endif -%}
events as (

    select {{ columns }}
    from {{ ref('stg_product_events') }} as events
    where {{ within_days_to_rebuild('events.event_at') }}
    {% if continues_version() %}
    and {{ is_rebuilt_day('events.event_date') }}

    union all

    select {{ columns }}
    from {{ arrived_events() }} as events
    where not {{ is_rebuilt_day('events.event_date') }}

    union

    select {{ columns }}
    from {{ ref('stg_product_events') }} as events
    semi join unknown_now on events.distinct_id = unknown_now.distinct_id
    where not {{ is_rebuilt_day('events.event_date') }}
    {% endif %}

)

select
    events.event_date as activity_date,
    events.event_uuid,
    events.distinct_id,
    events.event_name,
    events.event_at,
    case
        when starts_with(events.distinct_id, 'org-') then 'unknown_organization'
        else 'unknown_user'
    end as outcome_reason
from events
anti join {{ ref('int_product_events__actors') }} as actors on events.distinct_id = actors.distinct_id
where events.event_at < {{ as_of_date() }} + interval 1 day
