{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ make_room_from(ref('int_devices__customers_to_rebuild'), 'customer_id') }}",
) }}
-- depends_on: {{ ref('int_devices__customers_to_rebuild') }}

-- One row per customer and day with a device in service: how many, their mean health, the mean health of the locations.
select
    days.customer_id,
    days.metric_date,
    cast(sum(days.devices_in_service) as bigint) as devices_in_service,
    cast(sum(days.connected_devices) as bigint) as connected_devices,
    round(cast(sum(days.device_health_sum) as double) / nullif(sum(days.scored_devices), 0), 2)
        as avg_device_health_score,
    round(avg(cast(days.health_score as decimal(18, 2))), 2) as location_health_score
from {{ ref('int_devices__location_days') }} as days
{%- if is_increment() %}
inner join {{ ref('int_devices__customers_to_rebuild') }} as changed
    on
        days.customer_id = changed.customer_id
        and days.metric_date >= changed.rebuild_from
{%- endif %}
where days.devices_in_service > 0
group by days.customer_id, days.metric_date
order by days.metric_date, days.customer_id
