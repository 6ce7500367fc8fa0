{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ make_room_from(ref('int_devices__to_rebuild'), 'device_key') }}",
) }}
{%- set to_rebuild = ref('int_devices__to_rebuild') %}
{%- set since = rebuilt_since(to_rebuild, 89) %}

-- Every device on every day of its service since there is device data, and on the 89 days after it: what it did while it
-- was in service still belongs to the windows that end on those days. A window tells of the device, wherever it stood.
-- Days before the first one written are read only to look back.
{%- set moved = ['in_service_hours', 'hours_with_signal', 'event_count', 'error_events', 'reading_events',
    'anomaly_events', 'failures', 'pour_volume_ml'] %}
with known as (

    select *
    from {{ ref('int_devices__daily') }}
    where metric_date >= {{ since }}

),

last_days as (

    select *
    from known
    where metric_date < {{ as_of_date() }}
    qualify row_number() over (partition by device_key order by metric_date desc) = 1

),

retired as (

    select last_days.*
    from last_days
    inner join {{ ref('int_devices__service') }} as devices on last_days.device_key = devices.device_key
    where devices.retired_at < {{ as_of_date() }}

),

days as (

    select
        device_key,
        metric_date,
        location_id,
        is_in_service,
        is_in_service and coalesce(device_status = 'online', false) and event_count_7d > 0 as is_active,
        is_in_service and is_connected as is_connected,
        is_in_service and is_maintenance_overdue as is_maintenance_overdue,
        case when is_in_service then health_score end as health_score,
        {% for column in moved %}
        {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from known

    union all

    select
        device_key,
        cast(unnest(generate_series(
            cast(metric_date + 1 as timestamp),
            cast(least(metric_date + 89, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date,
        location_id,
        false as is_in_service,
        false as is_active,
        false as is_connected,
        false as is_maintenance_overdue,
        cast(null as double) as health_score,
        {% for column in moved %}
        0 as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from retired

),

healthy as (

    select minimum
    from {{ ref('int_scores__bands') }}
    where
        scale = 'health_status'
        and band = 'good'

),

windows as (

    select
        *,
        {% for column in ['in_service_hours', 'hours_with_signal', 'event_count'] %}
        cast(sum({{ column }}) over last_30_days as bigint) as {{ column }}_30d,
        {% endfor %}
        cast(sum(in_service_hours) over last_90_days as bigint) as in_service_hours_90d,
        cast(sum(failures) over last_90_days as bigint) as failures_90d,
        cast(sum(pour_volume_ml) over last_30_days / 1000 as decimal(18, 6)) as volume_30d_litres,
        cast(sum(pour_volume_ml) over last_7_days / 1000 as decimal(18, 6)) as volume_7d_litres,
        cast(coalesce(sum(pour_volume_ml) over prior_7_days, 0) / 1000 as decimal(18, 6)) as volume_prior_7d_litres
    from days
    window
        last_7_days as (partition by device_key order by metric_date rows between 6 preceding and current row),
        prior_7_days as (partition by device_key order by metric_date rows between 13 preceding and 7 preceding),
        last_30_days as (partition by device_key order by metric_date rows between 29 preceding and current row),
        last_90_days as (partition by device_key order by metric_date rows between 89 preceding and current row)

)

select
    windows.device_key,
    devices.device_id,
    windows.metric_date,
    windows.location_id,
    locations.customer_id,
    windows.is_in_service,
    windows.is_active,
    windows.is_connected,
    windows.is_maintenance_overdue,
    coalesce(windows.health_score >= healthy.minimum, false) as is_healthy,
    cast(windows.health_score as decimal(18, 2)) as health_score,
    windows.event_count,
    windows.error_events,
    windows.reading_events,
    windows.anomaly_events,
    windows.in_service_hours_30d,
    windows.hours_with_signal_30d,
    windows.event_count_30d,
    windows.in_service_hours_90d,
    windows.failures_90d,
    windows.volume_30d_litres,
    windows.volume_7d_litres,
    windows.volume_prior_7d_litres
from windows
cross join healthy
inner join {{ ref('int_devices__service') }} as devices on windows.device_key = devices.device_key
inner join {{ ref('entity_locations') }} as locations on windows.location_id = locations.location_id
{%- if is_increment() %}
inner join {{ to_rebuild }} as changed
    on
        windows.device_key = changed.device_key
        and windows.metric_date >= changed.rebuild_from
{%- endif %}
order by windows.metric_date, windows.device_key
