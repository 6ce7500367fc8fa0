-- One row per location and ISO week with a device in service: flows of the week, the state at its end (or at the as-of
-- date, while it runs), as they were then.
{%- set flows = ['in_service_hours', 'hours_with_signal', 'event_count', 'error_events', 'reading_events',
    'anomaly_events', 'failures', 'pour_count'] %}
{%- set states = ['devices_in_service', 'connected_devices', 'active_devices', 'overdue_devices', 'scored_devices',
    'device_health_sum', 'health_score'] %}
with weeks as (

    select
        location_id,
        customer_id,
        cast(date_trunc('week', metric_date) as date) as week_start_date,
        max(metric_date) as last_date,
        {% for column in flows %}
        cast(sum({{ column }}) as bigint) as {{ column }},
        {% endfor %}
        sum(pour_volume_ml) as pour_volume_ml,
        {% for column in states %}
        arg_max({{ column }}, metric_date) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_devices__location_days') }}
    group by location_id, customer_id, date_trunc('week', metric_date)

)

select
    location_id,
    week_start_date,
    customer_id,
    week_start_date + 6 <= {{ as_of_date() }} as is_complete_week,
    cast(devices_in_service as bigint) as devices_in_service,
    cast(connected_devices as bigint) as connected_devices,
    cast(active_devices as bigint) as active_devices,
    cast(overdue_devices as bigint) as overdue_devices,
    100.0 * connected_devices / nullif(devices_in_service, 0) as device_connectivity_pct,
    in_service_hours,
    hours_with_signal,
    100.0 * hours_with_signal / nullif(in_service_hours, 0) as uptime_pct,
    event_count,
    error_events,
    reading_events,
    anomaly_events,
    failures,
    pour_count,
    cast(pour_volume_ml / 1000 as double) as volume_litres,
    case when devices_in_service > 0 then round(cast(device_health_sum as double) / nullif(scored_devices, 0), 2) end
        as avg_device_health_score,
    case when devices_in_service > 0 then health_score end as location_health_score
from weeks
order by week_start_date, location_id
