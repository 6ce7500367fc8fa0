-- The devices and days of which telemetry or archived days came since the continued version; empty on a full build,
-- where everything is new.
with arrivals as (

    select
        device_id as device_key,
        cast(occurred_at as date) as activity_date,
        'device_events' as source_table
    from {{ source('app', 'device_events') }}
    where
        _airbyte_extracted_at > {{ extracted_after('app.device_events') }}
        and {{ device_event_fault() }} is null

    union all

    select
        device_id as device_key,
        day as activity_date,
        'device_days' as source_table
    from {{ source('app', 'device_days') }}
    where _airbyte_extracted_at > {{ extracted_after('app.device_days') }}

)

select distinct
    device_key,
    activity_date,
    source_table
from arrivals
where
    {{ continues_version() | lower }}
    and activity_date <= {{ as_of_date() }}
