select
    device_id as device_key,
    day as activity_date,
    coalesce(hours_with_signal, 0) as hours_with_signal,
    coalesce(heartbeat_count, 0) as heartbeat_count,
    coalesce(event_count, 0) as event_count,
    coalesce(error_events, 0) as error_events,
    coalesce(reading_events, 0) as reading_events,
    coalesce(anomaly_events, 0) as anomaly_events,
    coalesce(failures, 0) as failures,
    coalesce(pour_count, 0) as pour_count,
    cast(coalesce(pour_volume_ml, 0) as decimal(18, 3)) as pour_volume_ml
from {{ ref('base_app__device_days') }}
where row_outcome = 'loaded'
