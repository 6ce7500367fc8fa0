-- Every error with the session in which it happened: the latest session of its user that had begun by then, if it lasted
-- until then or had ended less than the session gap before. It counts for that session's customer, else for the first
-- organisation of its user.
with sessions as (

    select
        session_id,
        user_id,
        customer_id,
        session_date,
        session_started_at,
        last_event_at + interval '{{ var("session_gap_minutes") }} minutes' as holds_until
    from {{ ref('int_product_events__sessions') }}
    where user_id in (select user_id from {{ ref('stg_errors__error_events') }})

)

select
    errors.error_id,
    errors.occurred_at,
    errors.occurred_date,
    errors.user_id,
    errors.severity,
    errors.severity in ('error', 'fatal') as is_error,
    errors.is_crash,
    errors.feature_id,
    coalesce(case when errors.occurred_at <= sessions.holds_until then sessions.customer_id end, users.org_id)
        as customer_id,
    case when errors.occurred_at <= sessions.holds_until then sessions.session_id end as session_id,
    case when errors.occurred_at <= sessions.holds_until then sessions.session_date end as session_date
from {{ ref('stg_errors__error_events') }} as errors
asof left join sessions
    on
        errors.user_id = sessions.user_id
        and errors.occurred_at >= sessions.session_started_at
left join {{ ref('user_org_mapping') }} as users
    on
        errors.user_id = users.user_id
        and users.is_primary
