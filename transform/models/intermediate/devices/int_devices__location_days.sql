{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ make_room_from(ref('int_devices__locations_to_rebuild'), 'location_id') }}",
) }}
{%- set to_rebuild = ref('int_devices__locations_to_rebuild') %}
{%- set since = rebuilt_since(to_rebuild, 29) %}
{%- set sums = ['in_service_hours', 'hours_with_signal', 'event_count', 'error_events', 'reading_events',
    'anomaly_events', 'failures', 'pour_count', 'pour_volume_ml'] %}

-- One row per location and day with a device in service there: what its devices did, their health, its own.
{%- if is_increment() %}
with changed as (

    select
        location_id,
        min(rebuild_from) as rebuild_from
    from {{ to_rebuild }}
    group by location_id

),

device_days as (

    select days.*
    from {{ ref('int_devices__daily') }} as days
    inner join changed
        on
            days.location_id = changed.location_id
            and days.metric_date >= changed.rebuild_from - 29
    where days.metric_date >= {{ since }}

),
{%- else %}
with device_days as (

    select * from {{ ref('int_devices__daily') }}

),
{%- endif %}

days as (

    select
        location_id,
        metric_date,
        count(*) filter (where is_in_service) as devices_in_service,
        count(*) filter (where is_in_service and is_connected) as connected_devices,
        count(*) filter (where is_in_service and device_status = 'online' and event_count_7d > 0) as active_devices,
        count(*) filter (where is_in_service and is_maintenance_overdue) as overdue_devices,
        count(health_score) filter (where is_in_service) as scored_devices,
        sum(cast(health_score as decimal(18, 2))) filter (where is_in_service) as device_health_sum,
        {% for column in sums %}
        sum({{ column }}) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from device_days
    group by location_id, metric_date

),

windows as (

    select
        *,
        cast(sum(event_count) over last_30_days as bigint) as event_count_30d,
        cast(sum(reading_events) over last_30_days as bigint) as reading_events_30d,
        cast(sum(anomaly_events) over last_30_days as bigint) as anomaly_events_30d
    from days
    -- A location may be without a device for some days, so that days and not rows are counted.
    window last_30_days as (
        partition by location_id order by metric_date
        range between interval 29 days preceding and current row
    )

)

select
    windows.location_id,
    locations.customer_id,
    windows.* exclude (location_id),
    case when windows.devices_in_service > 0 then
        {{ weighted_score([
            ['cast(windows.device_health_sum as double) / nullif(windows.scored_devices, 0) / 100',
                'weights.location_devices_weight'],
            ['1.0 * windows.connected_devices / nullif(windows.devices_in_service, 0)',
                'weights.location_connectivity_weight'],
            [share_without('windows.anomaly_events_30d', 'windows.reading_events_30d',
                'weights.location_anomalies_target'), 'weights.location_anomalies_weight'],
        ]) }}
    end as health_score
from windows
inner join {{ ref('int_devices__score_weights') }} as weights on windows.metric_date = weights.metric_date
inner join {{ ref('stg_app__locations') }} as locations
    on
        windows.location_id = locations.location_id
        and locations.is_latest
{%- if is_increment() %}
inner join changed
    on
        windows.location_id = changed.location_id
        and windows.metric_date >= changed.rebuild_from
{%- endif %}
order by windows.metric_date, windows.location_id
