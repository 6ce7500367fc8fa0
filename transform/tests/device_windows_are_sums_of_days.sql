-- Identity 66, and what a window of device_days holds: per day the counts of devices are those of the devices in service,
-- and the windows of all devices together are the sums of their days, retired ones included.
{{ config(tags=['operations']) }}
{%- set windows = {
    'event_count_30d': ('event_count', 29), 'hours_with_signal_30d': ('hours_with_signal', 29),
    'in_service_hours_30d': ('in_service_hours', 29), 'in_service_hours_90d': ('in_service_hours', 89),
    'failures_90d': ('failures', 89), 'volume_30d_litres': ('volume_litres', 29), 'volume_7d_litres': ('volume_litres', 6),
} %}
with told as (

    select
        metric_date,
        count(*) filter (where is_in_service) as total_devices,
        count(*) filter (where is_healthy) as healthy_devices,
        count(*) filter (where is_active) as active_devices,
        {% for column in windows %}
        sum({{ column }}) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('device_days') }}
    group by metric_date

),

daily as (

    select
        metric_date,
        count(*) filter (where is_in_service) as total_devices,
        count(*) filter (where is_active) as active_devices,
        {% for column in ['event_count', 'hours_with_signal', 'in_service_hours', 'failures'] %}
        sum({{ column }}) as {{ column }},
        {% endfor %}
        sum(cast(volume_litres as decimal(18, 6))) as volume_litres
    from {{ ref('entity_devices_daily') }}
    group by metric_date

),

expected as (

    select
        metric_date,
        total_devices,
        active_devices,
        {% for column, (day_column, days) in windows.items() %}
        sum({{ day_column }}) over (
            order by metric_date range between interval {{ days }} days preceding and current row
        ) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from daily

)

select
    told.*,
    expected.* exclude (metric_date)
from told
inner join expected on told.metric_date = expected.metric_date
where
    told.healthy_devices > told.total_devices
    or told.active_devices > told.total_devices
    or told.total_devices != expected.total_devices
    or told.active_devices != expected.active_devices
    {% for column in windows %}
    or told.{{ column }} != expected.{{ column }}
    {% endfor %}
