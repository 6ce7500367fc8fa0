-- One row per user, organisation and day on which the user was active within the last 30 days, with the windows that
-- need the single user: a year of monthly active users is then a scan and not a range join.
with user_days as (

    select
        *,
        max(last_event_at) over (earlier_days rows between unbounded preceding and 1 preceding) as previous_event_at,
        lag(activity_date) over earlier_days as previous_activity_date,
        lead(activity_date) over (partition by user_id, org_id order by activity_date) as next_activity_date
    from {{ ref('int_product_events__user_daily') }}
    window earlier_days as (
        partition by {{ session_owner('user_id', 'org_id') }} order by first_event_at, org_id
    )

),

-- A session belongs to the day of its first event: one that runs on from the day before is no new one.
counted_days as (

    select
        *,
        session_starts - case
            when
                previous_activity_date < activity_date
                and first_event_at <= previous_event_at + interval '{{ var("session_gap_minutes") }} minutes'
                then 1
            else 0
        end as session_count
    from user_days

),

covered_days as (

    select
        user_id,
        org_id,
        activity_date,
        user_event_count,
        ai_event_count,
        session_count,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(least(activity_date + 29, coalesce(next_activity_date - 1, {{ as_of_date() }}), {{ as_of_date() }})
            as timestamp),
            interval 1 day
        )) as date) as metric_date
    from counted_days

),

marked_days as (

    select
        user_id,
        org_id,
        metric_date,
        metric_date - activity_date as days_since_activity,
        case when metric_date = activity_date then user_event_count else 0 end as user_event_count,
        case when metric_date = activity_date then ai_event_count else 0 end as ai_event_count,
        case when metric_date = activity_date then session_count else 0 end as session_count
    from covered_days

)

select
    users.user_key,
    marked_days.user_id,
    marked_days.org_id,
    marked_days.metric_date,
    marked_days.user_event_count,
    cast(sum(cast(marked_days.days_since_activity = 0 as integer)) over last_30_days as integer) as active_days_30d,
    cast(sum(marked_days.session_count) over last_30_days as integer) as session_count_30d,
    sum(marked_days.ai_event_count) over last_30_days > 0 as is_ai_active_30d,
    not {{ is_enabled('users', 'marked_days.metric_date') }} as is_disabled
from marked_days
inner join {{ ref('user_org_mapping') }} as users
    on
        marked_days.user_id = users.user_id
        and marked_days.org_id = users.org_id
window last_30_days as (
    partition by marked_days.user_id, marked_days.org_id
    order by marked_days.metric_date
    range between interval 29 days preceding and current row
)
