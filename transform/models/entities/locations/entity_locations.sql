-- Every location that ever opened, as it is at the as-of date. Without a device in service it has no health.
with last_days as (

    select
        location_id,
        sum(in_service_hours) as in_service_hours_30d,
        sum(hours_with_signal) as hours_with_signal_30d,
        sum(event_count) as event_count_30d,
        sum(error_events) as error_events_30d,
        sum(reading_events) as reading_events_30d,
        sum(anomaly_events) as anomaly_events_30d,
        sum(pour_volume_ml) as pour_volume_ml_30d,
        sum(case when metric_date > {{ as_of_date() }} - 7 then pour_volume_ml else 0 end) as pour_volume_ml_7d,
        sum(case when metric_date between {{ as_of_date() }} - 13 and {{ as_of_date() }} - 7 then pour_volume_ml else 0 end)
            as pour_volume_ml_prior_7d
    from {{ ref('int_devices__location_days') }}
    where metric_date > {{ as_of_date() }} - 30
    group by location_id

),

today as (

    select * from {{ ref('int_devices__location_days') }}
    where
        metric_date = {{ as_of_date() }}
        and devices_in_service > 0

),

installed as (

    select
        location_id,
        count(*) as device_count
    from {{ ref('int_devices__service') }}
    group by location_id

)

select
    locations.location_id,
    locations.location_name,
    locations.customer_id,
    organizations.org_name as customer_name,
    locations.city,
    locations.country,
    locations.region,
    locations.timezone,
    locations.opened_at,
    case when locations.closed_at < {{ as_of_date() }} + interval 1 day then locations.closed_at end as closed_at,
    coalesce(locations.closed_at >= {{ as_of_date() }} + interval 1 day, true) as is_open,
    coalesce(installed.device_count, 0) as device_count,
    coalesce(today.devices_in_service, 0) as devices_in_service,
    coalesce(today.connected_devices, 0) as connected_devices,
    coalesce(today.active_devices, 0) as active_devices,
    coalesce(today.overdue_devices, 0) as overdue_devices,
    100.0 * today.connected_devices / nullif(today.devices_in_service, 0) as device_connectivity_pct,
    100.0 * last_days.hours_with_signal_30d / nullif(last_days.in_service_hours_30d, 0) as uptime_30d_pct,
    cast(coalesce(last_days.event_count_30d, 0) as bigint) as event_count_30d,
    coalesce(last_days.event_count_30d > 0, false) as is_active,
    100.0 * last_days.error_events_30d / nullif(last_days.event_count_30d, 0) as error_rate_30d_pct,
    100.0 * last_days.anomaly_events_30d / nullif(last_days.reading_events_30d, 0) as anomaly_rate_30d_pct,
    cast(coalesce(last_days.pour_volume_ml_30d, 0) / 1000 as double) as volume_30d_litres,
    100.0 * cast(last_days.pour_volume_ml_7d as double) / nullif(cast(last_days.pour_volume_ml_prior_7d as double), 0)
    - 100.0 as volume_wow_change_pct,
    round(cast(today.device_health_sum as double) / nullif(today.scored_devices, 0), 2) as avg_device_health_score,
    today.health_score as location_health_score,
    bands.band as health_status,
    {{ as_of_date() }} as as_of_date
from {{ ref('stg_app__locations') }} as locations
left join {{ ref('stg_app__organizations') }} as organizations on locations.customer_id = organizations.org_id
left join last_days on locations.location_id = last_days.location_id
left join today on locations.location_id = today.location_id
left join installed on locations.location_id = installed.location_id
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = 'health_status'
        and today.health_score >= bands.minimum
        and today.health_score < bands.below
where locations.is_latest
order by locations.location_id
