-- Sessions that began on each day, by organisation and platform of their first event.
with crashes as (

    select session_id
    from {{ ref('int_errors__with_session') }}
    where
        is_crash
        and session_id is not null
    group by session_id

)

select
    sessions.session_date as metric_date,
    sessions.customer_id as org_id,
    sessions.device_class as platform,
    count(*) as session_count,
    count(*) filter (where sessions.device_class = 'desktop') as desktop_session_count,
    count(*) filter (where sessions.device_class = 'mobile') as mobile_session_count,
    count(*) filter (where sessions.device_class = 'tablet') as tablet_session_count,
    cast(sum({{ exact('sessions.duration_minutes') }}) as double) as duration_minutes,
    {{ sum_of_counts('sessions.event_count') }} as event_count,
    {{ sum_of_counts('sessions.page_count') }} as page_count,
    {{ null_without(['errors.error_events'], 'count(crashes.session_id)') }} as crashed_session_count
from {{ ref('int_product_events__sessions') }} as sessions
left join crashes on sessions.session_id = crashes.session_id
where sessions.session_date <= {{ as_of_date() }}
group by metric_date, sessions.customer_id, sessions.device_class
order by metric_date, org_id
