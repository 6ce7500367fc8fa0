-- Errors, each id once, with the latest-started session of their user that was still open: until 30 minutes after its
-- last event. An error outside any session counts for the first organization of its user.
with latest as (

    select *
    from raw_errors.error_events
    where id is not null and coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
    qualify row_number() over (partition by id order by _airbyte_extracted_at desc) = 1

)

select
    latest.id as error_id,
    latest.occurred_at,
    cast(latest.occurred_at as date) as day,
    lower(latest.severity) in ('error', 'fatal') as is_error,
    latest.is_crash,
    latest.user_id,
    sessions.started_at as session_started_at,
    coalesce(sessions.org_id, memberships.org_id) as org_id
from latest
left join sessions
    on
        latest.user_id = sessions.user_id
        and latest.occurred_at between sessions.started_at and sessions.last_event_at + interval 30 minutes
left join memberships on latest.user_id = memberships.user_id and memberships.is_primary
where latest.occurred_at < timestamp '2025-08-01'
qualify row_number() over (partition by latest.id order by sessions.started_at desc nulls last) = 1
