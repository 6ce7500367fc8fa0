{{ config(materialized='view') }}

-- What each device did each day, from single events where there are any, else from the archived day. The hours are bits
-- where they are known one by one.
with events as (

    select
        activity_date,
        device_key,
        count(*) as event_count,
        count(*) filter (where is_error) as error_events,
        count(*) filter (where is_reading) as reading_events,
        count(*) filter (where is_anomaly) as anomaly_events,
        count(*) filter (where is_pour) as pour_count,
        sum(pour_volume_ml) as pour_volume_ml
    from {{ ref('int_devices__telemetry') }}
    group by activity_date, device_key

)

select
    signals.activity_date,
    signals.device_key,
    signals.signal_hours,
    bit_count(signals.signal_hours) as hours_with_signal,
    signals.heartbeat_count,
    coalesce(events.event_count, 0) as event_count,
    coalesce(events.error_events, 0) as error_events,
    coalesce(events.reading_events, 0) as reading_events,
    coalesce(events.anomaly_events, 0) as anomaly_events,
    coalesce(failures.failures, 0) as failures,
    coalesce(events.pour_count, 0) as pour_count,
    coalesce(events.pour_volume_ml, 0) as pour_volume_ml
from {{ ref('int_devices__signal_days') }} as signals
left join events
    on
        signals.activity_date = events.activity_date
        and signals.device_key = events.device_key
left join {{ ref('int_devices__failures') }} as failures
    on
        signals.activity_date = failures.activity_date
        and signals.device_key = failures.device_key

union all

select
    archive.activity_date,
    archive.device_key,
    cast(null as integer) as signal_hours,
    archive.hours_with_signal,
    archive.heartbeat_count,
    archive.event_count,
    archive.error_events,
    archive.reading_events,
    archive.anomaly_events,
    archive.failures,
    archive.pour_count,
    archive.pour_volume_ml
from {{ ref('stg_app__device_days') }} as archive
where
    not exists (
        select 1
        from {{ ref('int_devices__signal_days') }} as signals
        where
            signals.activity_date = archive.activity_date
            and signals.device_key = archive.device_key
    )
