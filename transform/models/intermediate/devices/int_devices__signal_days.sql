{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ make_room_for_telemetry_days() }}') }}
-- depends_on: {{ ref('int_devices__telemetry_days_to_rebuild') }}

-- In which hours each device sent anything, one row per device and day: the one pass over all telemetry, most of which
-- is heartbeats. Whether the device is known is not asked: it may come after its signals.
with extractions as (

    select
        device_key,
        cast(occurred_at as date) as activity_date,
        occurred_at,
        event_id,
        event_type = 'heartbeat' as is_heartbeat
    from {{ ref('stg_app__device_events__extractions') }}
    where {{ within_telemetry_days_to_rebuild('occurred_at') }}

),

device_days as (

    select
        activity_date,
        device_key,
        bit_or({{ hour_bit('occurred_at') }}) as signal_hours,
        bit_or(case when is_heartbeat then {{ hour_bit('occurred_at') }} else 0 end) as heartbeat_hours,
        count(*) as extraction_count,
        count(*) filter (where is_heartbeat) as heartbeat_extractions,
        min(occurred_at) as first_signal_at,
        max(occurred_at) as last_signal_at
    from extractions
    group by activity_date, device_key

),

-- As many heartbeats as hours with one: none was extracted twice. Only the other days need a look at the ids.
unclear_days as (

    select
        activity_date,
        device_key
    from device_days
    where heartbeat_extractions > bit_count(heartbeat_hours)

),

heartbeats_to_tell_apart as (

    select
        extractions.activity_date,
        extractions.device_key,
        count(distinct struct_pack(o := extractions.occurred_at, i := extractions.event_id)) as heartbeat_count
    from extractions
    semi join unclear_days as unclear
        on
            extractions.activity_date = unclear.activity_date
            and extractions.device_key = unclear.device_key
    where extractions.is_heartbeat
    group by extractions.activity_date, extractions.device_key

)

select
    device_days.activity_date,
    device_days.device_key,
    device_days.signal_hours,
    device_days.heartbeat_hours,
    device_days.extraction_count,
    coalesce(told_apart.heartbeat_count, device_days.heartbeat_extractions) as heartbeat_count,
    device_days.first_signal_at,
    device_days.last_signal_at
from device_days
left join heartbeats_to_tell_apart as told_apart
    on
        device_days.activity_date = told_apart.activity_date
        and device_days.device_key = told_apart.device_key
order by device_days.activity_date, device_days.device_key
