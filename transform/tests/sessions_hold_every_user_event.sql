-- Every user event belongs to exactly one session: per user, the events of the sessions are the events of the days.
with events as (

    select
        user_id,
        sum(user_event_count) as event_count
    from {{ ref('int_product_events__user_daily') }}
    group by user_id

),

sessions as (

    select
        user_id,
        sum(event_count) as event_count
    from {{ ref('int_product_events__sessions') }}
    group by user_id

)

select
    coalesce(events.user_id, sessions.user_id) as user_id,
    events.event_count as events_of_days,
    sessions.event_count as events_of_sessions
from events
full outer join sessions on events.user_id = sessions.user_id
-- Halves and thirds of split events add up to a whole only nearly.
where coalesce(abs(events.event_count - sessions.event_count) > 1e-6, true)
