{{ config(tags=['product']) }}

-- The sessions of the 30 days that end on a day are those that began on them.
with days as (

    select
        windows.metric_date,
        sum(windows.session_count_30d) as session_count_30d
    from {{ ref('session_windows') }} as windows
    group by windows.metric_date

),

sessions as (

    select
        days.metric_date,
        sum(session_days.session_count) as session_count_30d
    from days
    inner join {{ ref('session_days') }} as session_days
        on session_days.metric_date between days.metric_date - 29 and days.metric_date
    group by days.metric_date

)

select
    days.metric_date,
    days.session_count_30d,
    sessions.session_count_30d as sessions_of_days
from days
left join sessions on days.metric_date = sessions.metric_date
where days.session_count_30d != coalesce(sessions.session_count_30d, 0)
