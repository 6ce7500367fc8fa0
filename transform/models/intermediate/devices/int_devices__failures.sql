{{ config(materialized='view') }}

-- Failures per device and day: errors with no error of the same device in the 60 minutes before, midnight or not.
with errors as (

    select
        device_key,
        activity_date,
        occurred_at,
        lag(occurred_at) over (partition by device_key order by occurred_at, event_id) as previous_error_at
    from {{ ref('int_devices__telemetry') }}
    where is_error

)

select
    device_key,
    activity_date,
    count(*) as failures
from errors
where
    previous_error_at is null
    or occurred_at > previous_error_at + interval '{{ var("device_failure_gap_minutes") }} minutes'
group by device_key, activity_date
