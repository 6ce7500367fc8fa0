{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ make_room_for_telemetry_days() }}') }}
-- depends_on: {{ ref('int_devices__telemetry_days_to_rebuild') }}

-- Telemetry events other than heartbeats, one narrow row per event. Few events were extracted twice: their ids are
-- counted before anything else is read.
with extractions as (

    select
        device_key,
        occurred_at,
        event_id,
        event_type,
        status,
        temperature_c,
        pressure_psi,
        volume_ml,
        extracted_at
    from {{ ref('stg_app__device_events__extractions') }}
    where
        event_type != 'heartbeat'
        and {{ within_telemetry_days_to_rebuild('occurred_at') }}

),

repeated_ids as (

    select event_id
    from extractions
    group by event_id
    having count(*) > 1

),

events as (

    select * from extractions
    anti join repeated_ids on extractions.event_id = repeated_ids.event_id

    union all

    select * from extractions
    semi join repeated_ids on extractions.event_id = repeated_ids.event_id
    qualify row_number() over (
        partition by device_key, occurred_at, event_id order by {{ latest_device_event_first() }}
    ) = 1

)

select
    device_key,
    cast(occurred_at as date) as activity_date,
    occurred_at,
    event_id,
    event_type,
    coalesce(event_type = 'error' or status in ('error', 'failed'), false) as is_error,
    temperature_c is not null or pressure_psi is not null as is_reading,
    coalesce(
        temperature_c < {{ var('device_temperature_min_c') }} or temperature_c > {{ var('device_temperature_max_c') }},
        false
    ) or coalesce(
        pressure_psi < {{ var('device_pressure_min_psi') }} or pressure_psi > {{ var('device_pressure_max_psi') }},
        false
    ) as is_anomaly,
    event_type = 'pour' and coalesce(status = 'ok', false) as is_pour,
    case
        when event_type = 'pour' and status = 'ok' then cast(greatest(coalesce(volume_ml, 0), 0) as decimal(18, 3))
        else 0
    end as pour_volume_ml
from events
order by activity_date, device_key, occurred_at, event_id
