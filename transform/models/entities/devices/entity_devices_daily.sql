{{ config(materialized='view') }}

-- A view that gives int_devices__daily its published names: the days themselves are stored once.
select
    devices.device_id,
    days.metric_date,
    days.location_id,
    locations.customer_id,
    days.device_status,
    days.is_in_service,
    days.in_service_hours,
    days.hours_with_signal,
    100.0 * days.hours_with_signal / nullif(days.in_service_hours, 0) as uptime_pct,
    days.is_connected,
    days.heartbeat_count,
    days.event_count,
    days.error_events,
    days.reading_events,
    days.anomaly_events,
    days.failures,
    days.pour_count,
    cast(days.pour_volume_ml / 1000 as double) as volume_litres,
    days.in_service_hours_30d,
    days.hours_with_signal_30d,
    100.0 * days.hours_with_signal_30d / nullif(days.in_service_hours_30d, 0) as uptime_30d_pct,
    days.event_count_30d,
    days.error_events_30d,
    days.reading_events_30d,
    days.anomaly_events_30d,
    days.health_score,
    days.is_in_service and coalesce(days.device_status = 'online', false) and days.event_count_7d > 0 as is_active,
    days.maintained_on as last_maintenance_date,
    days.is_maintenance_overdue
from {{ ref('int_devices__daily') }} as days
inner join {{ ref('int_devices__service') }} as devices on days.device_key = devices.device_key
inner join {{ ref('stg_app__locations') }} as locations
    on
        days.location_id = locations.location_id
        and locations.is_latest
