-- A person's events with pauses of at most 30 minutes, whatever the organization and over midnight as well. A session
-- belongs to the day and the organization of its first event.
with numbered as (

    select
        *,
        sum(cast(coalesce(event_at - previous_at > interval 30 minutes, true) as integer)) over (
            partition by user_id order by event_at
        ) as session_number
    from (
        select
            user_id,
            org_id,
            event_at,
            lag(event_at) over (partition by user_id order by event_at) as previous_at
        from events
        where is_user_event
    )

)

select
    user_id,
    min(event_at) as started_at,
    max(event_at) as last_event_at,
    cast(min(event_at) as date) as day,
    arg_min(org_id, event_at) as org_id
from numbered
group by user_id, session_number
