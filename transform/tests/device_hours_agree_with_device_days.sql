-- The hourly rows of a device add up to its days: every event once, every hour with a signal once (those out of service
-- have no place in a day).
with hours as (

    select
        device_id,
        cast(hour_at as date) as metric_date,
        count(*) as hours_with_signal,
        sum(event_count) as event_count
    from {{ ref('entity_devices_hourly') }}
    group by device_id, cast(hour_at as date)

)

select
    days.device_id,
    days.metric_date,
    days.hours_with_signal,
    hours.hours_with_signal as hours_found,
    days.event_count,
    hours.event_count as events_found
from {{ ref('entity_devices_daily') }} as days
inner join hours
    on
        days.device_id = hours.device_id
        and days.metric_date = hours.metric_date
where
    days.event_count != hours.event_count
    or days.hours_with_signal > hours.hours_with_signal
    or (days.in_service_hours = 24 and days.hours_with_signal != hours.hours_with_signal)
