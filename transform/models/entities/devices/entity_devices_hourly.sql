{{ config(materialized='view') }}

-- A view: which hours had a signal is stored as bits, one row per device and day, and only the events that are no
-- heartbeats are stored one by one. As a table it would be thirty times as long, nearly all of it "a heartbeat came".
with signals as (

    select
        device_key,
        activity_date,
        heartbeat_hours,
        signal_hours,
        unnest(range(24)) as hour_of_day
    from {{ ref('int_devices__signal_days') }}
    where activity_date > {{ as_of_date() }} - {{ var('device_hour_days') }}

),

events as (

    select
        device_key,
        activity_date,
        extract(hour from occurred_at) as hour_of_day,
        count(*) as event_count,
        count(*) filter (where is_error) as error_events,
        count(*) filter (where is_reading) as reading_events,
        count(*) filter (where is_anomaly) as anomaly_events,
        count(*) filter (where is_pour) as pour_count,
        sum(pour_volume_ml) as pour_volume_ml,
        min(occurred_at) as first_event_at,
        max(occurred_at) as last_event_at
    from {{ ref('int_devices__telemetry') }}
    where activity_date > {{ as_of_date() }} - {{ var('device_hour_days') }}
    group by device_key, activity_date, extract(hour from occurred_at)

)

select
    devices.device_id,
    cast(signals.activity_date + to_hours(signals.hour_of_day) as timestamp) as hour_at,
    (signals.heartbeat_hours & (cast(1 as integer) << cast(signals.hour_of_day as integer))) != 0 as has_heartbeat,
    coalesce(events.event_count, 0) as event_count,
    coalesce(events.error_events, 0) as error_events,
    coalesce(events.reading_events, 0) as reading_events,
    coalesce(events.anomaly_events, 0) as anomaly_events,
    coalesce(events.pour_count, 0) as pour_count,
    cast(coalesce(events.pour_volume_ml, 0) / 1000 as double) as volume_litres,
    events.first_event_at,
    events.last_event_at
from signals
inner join {{ ref('int_devices__service') }} as devices on signals.device_key = devices.device_key
left join events
    on
        signals.device_key = events.device_key
        and signals.activity_date = events.activity_date
        and signals.hour_of_day = events.hour_of_day
where (signals.signal_hours & (cast(1 as integer) << cast(signals.hour_of_day as integer))) != 0
