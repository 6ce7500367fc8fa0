{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_user_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__actor_days_to_rebuild') }}

-- Runs of one person's events within one day, with pauses of at most the session gap: sessions as the day alone tells
-- them, so that a rebuilt day never changes its neighbour. int_product_events__sessions joins what runs on over midnight.
{%- set owner = session_owner('user_key', 'org_key') %}
with user_events as (

    select
        events.*,
        names.event_category = 'Frontend/Navigation' as is_page,
        coalesce(
            events.event_at
            > lag(events.event_at) over earlier_events + interval '{{ var("session_gap_minutes") }} minutes',
            true
        ) as is_start
    from {{ counted_events() }} as events
    inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
    where events.user_key > 0
    -- Of events at the same moment always the same one is the first: it gives the session its organisation and platform.
    window earlier_events as (
        partition by {{ session_owner('events.user_key', 'events.org_key') }}, events.activity_date
        order by events.event_at, events.org_key, events.event_key, events.platform
    )

),

numbered_events as (

    select
        *,
        -- A range of moments, not of rows: events at the same moment are in the same session.
        sum(cast(is_start as integer)) over (partition by {{ owner }}, activity_date order by event_at) as part_number
    from user_events

),

parts as (

    select
        activity_date,
        user_key,
        max(case when is_start then org_key end) as first_org_key,
        max(case when is_start then platform end) as platform,
        min(event_at) as started_at,
        max(event_at) as last_event_at,
        {{ event_count() }} as event_count,
        {{ event_count('case when is_page then 1 end') }} as page_count
    from numbered_events
    group by activity_date, {{ owner }}, part_number

)

select
    parts.activity_date,
    users.user_id,
    users.org_id,
    parts.started_at,
    parts.last_event_at,
    parts.event_count,
    parts.page_count,
    parts.platform
from parts
inner join {{ ref('user_org_mapping') }} as users
    on
        parts.user_key = users.user_key
        and parts.first_org_key = users.org_key
{% if is_increment() %}
where {{ is_rebuilt_user_day('users.user_id', 'parts.activity_date') }}
{% endif %}
order by parts.activity_date, users.org_id
