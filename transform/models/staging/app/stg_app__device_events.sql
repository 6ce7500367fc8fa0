-- One row per device event, its latest extraction. For looking at the events of some devices or days: what reads them
-- all reads int_devices__signal_days and int_devices__telemetry, which need no ranking of heartbeats.
select *
from {{ ref('stg_app__device_events__extractions') }}
qualify row_number() over (partition by device_key, occurred_at, event_id order by {{ latest_device_event_first() }}) = 1
