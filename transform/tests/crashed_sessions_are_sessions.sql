-- A session with a crash is a session of that user, and the crash lies within it: the share of sessions without a crash
-- and that of sessions with one make 100.
select
    errors.error_id,
    errors.session_id,
    errors.occurred_at
from {{ ref('int_errors__with_session') }} as errors
left join {{ ref('int_product_events__sessions') }} as sessions
    on
        errors.session_id = sessions.session_id
        and errors.user_id = sessions.user_id
where
    errors.session_id is not null
    and coalesce(
        errors.occurred_at < sessions.session_started_at
        or errors.occurred_at > sessions.last_event_at + interval '{{ var("session_gap_minutes") }} minutes',
        true
    )
