-- Each device on each day of its service since there are signals of any: where it stood at the end of the day, in how
-- many hours it was in service, in how many of them it was heard, and what it told. Single signals are kept for some
-- weeks, sums of a day before that.
with locations as (

    select distinct on (id) id as location_id, organization_id as org_id
    from raw_app.locations
    where id is not null
    order by id, updated_at desc, _airbyte_extracted_at desc

),

versions as (

    select distinct on (id, updated_at) *
    from raw_app.devices
    where id is not null
    order by id, updated_at, _airbyte_extracted_at desc

),

devices as (

    select
        id as device_id,
        max(installed_at) as installed_at,
        max(retired_at) as retired_at
    from versions
    group by id

),

signals as (

    select distinct on (device_id, occurred_at, id) *
    from raw_app.device_events
    where
        id is not null
        and device_id is not null
        and event_type != ''
        and occurred_at <= _airbyte_extracted_at + interval 1 hour
    order by device_id, occurred_at, id, _airbyte_extracted_at desc

),

told as (

    select
        device_id,
        cast(occurred_at as date) as day,
        count(distinct date_trunc('hour', occurred_at)) as signal_hours,
        count(*) filter (where event_type != 'heartbeat') as event_count,
        count(*) filter (where event_type = 'error' or status in ('error', 'failed')) as error_events,
        count(*) filter (where temperature_c is not null or pressure_psi is not null) as reading_events,
        count(*) filter (
            where temperature_c not between 1 and 8 or pressure_psi not between 10 and 30
        ) as anomaly_events
    from signals
    group by all

    union all

    select
        device_id,
        day,
        max(hours_with_signal),
        max(event_count),
        max(error_events),
        max(reading_events),
        max(anomaly_events)
    from raw_app.device_days
    where day < (select min(cast(occurred_at as date)) from signals)
    group by all

),

hours as (

    select
        devices.device_id,
        cast(hour as date) as day,
        count(*) as in_service_hours
    from devices
    inner join generate_series(timestamp '2025-04-03', timestamp '2025-07-31 23:00:00', interval 1 hour) as hours (hour)
        on hour + interval 1 hour > installed_at and coalesce(hour < retired_at, true)
    group by all

),

-- Where it stood at the end of the day.
located as (

    select
        hours.*,
        (
            select arg_max(location_id, updated_at)
            from versions
            where versions.id = hours.device_id and versions.updated_at < hours.day + 1
        ) as location_id
    from hours

)

select
    located.device_id,
    located.day,
    located.location_id,
    locations.org_id,
    coalesce(devices.retired_at >= located.day + 1, true) as is_in_service,
    located.in_service_hours,
    least(coalesce(told.signal_hours, 0), located.in_service_hours) as signal_hours,
    coalesce(told.event_count, 0) as event_count,
    coalesce(told.error_events, 0) as error_events,
    coalesce(told.reading_events, 0) as reading_events,
    coalesce(told.anomaly_events, 0) as anomaly_events
from located
inner join devices on located.device_id = devices.device_id
inner join locations on located.location_id = locations.location_id
left join told on located.device_id = told.device_id and located.day = told.day
