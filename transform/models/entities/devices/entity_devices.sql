-- Every device that was ever installed, as it is at the as-of date. What is measured over days is null once it is retired.
with so_far as (

    select
        device_key,
        max(case when is_connected then metric_date end) as last_signal_date,
        sum(failures) filter (where metric_date > {{ as_of_date() }} - 90) as failures_90d,
        sum(in_service_hours) filter (where metric_date > {{ as_of_date() }} - 90) as in_service_hours_90d,
        sum(pour_volume_ml) filter (where metric_date > {{ as_of_date() }} - 30) as pour_volume_ml_30d
    from {{ ref('int_devices__daily') }}
    group by device_key

),

last_signals as (

    select
        device_key,
        max(last_signal_at) as last_signal_at
    from {{ ref('int_devices__signal_days') }}
    group by device_key

),

maintenance as (

    select
        device_key,
        max(performed_at) as last_maintained_at,
        count(*) as maintenance_count
    from {{ ref('stg_app__device_maintenance') }}
    group by device_key

),

today as (

    select * from {{ ref('int_devices__daily') }}
    where
        metric_date = {{ as_of_date() }}
        and is_in_service

),

statuses as (

    select
        device_key,
        arg_max(new_value, changed_at) as device_status
    from {{ ref('int_devices__state_changes') }}
    where attribute = 'device_status'
    group by device_key

)

select
    devices.device_id,
    devices.location_id,
    locations.location_name,
    locations.customer_id,
    organizations.org_name as customer_name,
    locations.region,
    locations.timezone,
    devices.device_type,
    devices.model,
    devices.firmware,
    statuses.device_status,
    devices.installed_at,
    devices.retired_at,
    today.device_key is not null as is_in_service,
    today.is_connected,
    coalesce(today.device_status = 'online', false) and coalesce(today.event_count_7d > 0, false) as is_active,
    last_signals.last_signal_at,
    so_far.last_signal_date,
    cast(today.hours_with_signal_30d as bigint) as hours_with_signal_30d,
    cast(today.in_service_hours_30d as bigint) as in_service_hours_30d,
    100.0 * today.hours_with_signal_30d / nullif(today.in_service_hours_30d, 0) as uptime_30d_pct,
    today.event_count_30d,
    today.error_events_30d,
    today.reading_events_30d,
    today.anomaly_events_30d,
    case when today.device_key is not null then cast(so_far.pour_volume_ml_30d / 1000 as double) end
        as volume_30d_litres,
    case when today.device_key is not null then cast(so_far.failures_90d as bigint) end as failures_90d,
    case when today.device_key is not null then so_far.in_service_hours_90d / nullif(so_far.failures_90d, 0) end
        as mtbf_hours_90d,
    today.health_score,
    bands.band as health_status,
    maintenance.last_maintained_at,
    coalesce(maintenance.maintenance_count, 0) as maintenance_count,
    case when today.device_key is not null then today.maintained_on + {{ var('device_maintenance_days') }} end
        as maintenance_due_date,
    case
        when today.is_maintenance_overdue then 'overdue'
        when {{ as_of_date() }} - today.maintained_on >= {{ var('device_maintenance_days') - 14 }} then 'due'
        when today.device_key is not null then 'ok'
    end as maintenance_status,
    {{ as_of_date() }} as as_of_date
from {{ ref('int_devices__service') }} as devices
left join {{ ref('stg_app__locations') }} as locations
    on
        devices.location_id = locations.location_id
        and locations.is_latest
left join {{ ref('stg_app__organizations') }} as organizations on locations.customer_id = organizations.org_id
left join statuses on devices.device_key = statuses.device_key
left join today on devices.device_key = today.device_key
left join so_far on devices.device_key = so_far.device_key
left join last_signals on devices.device_key = last_signals.device_key
left join maintenance on devices.device_key = maintenance.device_key
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = 'health_status'
        and today.health_score >= bands.minimum
        and today.health_score < bands.below
order by devices.device_key
