-- The days of telemetry that an increment reads again: those of which something came, those since the last version (what
-- had come before their end counts only now), the most recent, and those asked for. Empty on a full build.
with days as (

    select activity_date
    from {{ ref('int_devices__arrivals') }}
    where source_table = 'device_events'

    union

    select cast(days.day as date) as activity_date
    from unnest(generate_series(
        least(
            date '{{ var("previous_as_of_date") or "0001-01-01" }}' + 1,
            {{ as_of_date() }} - {{ var('late_days') }} + 1
        ),
        cast({{ as_of_date() }} as timestamp),
        interval 1 day
    )) as days (day)
    where {{ continues_version() | lower }}

    union

    select cast(days.day as date) as activity_date
    from unnest(generate_series(
        timestamp '{{ var("rebuild_from") or "0001-01-02" }}',
        timestamp '{{ var("rebuild_to") or "0001-01-01" }}',
        interval 1 day
    )) as days (day)

)

select activity_date
from days
where
    {{ continues_version() | lower }}
    and activity_date <= {{ as_of_date() }}
order by activity_date
