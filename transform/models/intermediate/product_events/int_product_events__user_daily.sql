{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_user_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__actor_days_to_rebuild') }}

-- What each user did each day for each organisation. `session_starts` looks at the day alone; a session that runs on
-- from the day before is taken off by its readers (`first_event_at` and `last_event_at` tell), so that a rebuilt day
-- never changes its neighbour. It looks at all organisations of the user, and so an increment replaces days of users:
-- the colleagues of a user who changed did what they did, and not all that they did elsewhere is read.
with user_events as (

    select
        events.*,
        names.event_category = 'AI Features' as is_ai_event,
        lag(events.event_at) over (
            partition by {{ session_owner('events.user_key', 'events.org_key') }}, events.activity_date
            order by events.event_at, events.org_key
        ) as previous_event_at
    from {{ counted_events() }} as events
    inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
    where events.user_key > 0

),

user_days as (

    select
        activity_date,
        user_key,
        org_key,
        {{ event_count() }} as user_event_count,
        {{ event_count('case when is_ai_event then 1 end') }} as ai_event_count,
        count(*) filter (
            where
            previous_event_at is null
            or event_at > previous_event_at + interval '{{ var("session_gap_minutes") }} minutes'
        ) as session_starts,
        min(event_at) as first_event_at,
        max(event_at) as last_event_at
    from user_events
    group by activity_date, user_key, org_key

)

select
    user_days.activity_date,
    users.user_id,
    users.org_id,
    user_days.user_event_count,
    user_days.ai_event_count,
    user_days.session_starts,
    user_days.first_event_at,
    user_days.last_event_at
from user_days
inner join {{ ref('user_org_mapping') }} as users
    on
        user_days.user_key = users.user_key
        and user_days.org_key = users.org_key
{% if is_increment() %}
where {{ is_rebuilt_user_day('users.user_id', 'user_days.activity_date') }}
{% endif %}
order by user_days.activity_date, users.org_id
