-- healthy_devices and active devices are devices in service, and the share of healthy ones is 100 x their quotient, per day.
with counts as (

    select
        metric_date,
        count(distinct case when is_in_service then device_id end) as total_devices,
        count(distinct case when is_in_service and health_score >= 60 then device_id end) as healthy_devices,
        count(distinct case when is_active then device_id end) as active_devices
    from {{ ref('entity_devices_daily') }}
    group by metric_date

),

by_customer as (

    select
        metric_date,
        sum(devices_in_service) as total_devices
    from {{ ref('int_devices__customer_days') }}
    group by metric_date

)

select
    counts.*,
    by_customer.total_devices as devices_of_customers
from counts
left join by_customer on counts.metric_date = by_customer.metric_date
where
    counts.healthy_devices > counts.total_devices
    or counts.active_devices > counts.total_devices
    or coalesce(by_customer.total_devices, 0) != counts.total_devices
