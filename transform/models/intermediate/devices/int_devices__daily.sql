{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ make_room_from(ref('int_devices__to_rebuild'), 'device_key') }}",
) }}
{%- set to_rebuild = ref('int_devices__to_rebuild') %}
{%- set since = rebuilt_since(to_rebuild, 29) %}

-- One row per device and day of its service since there is data: what it did, how it stood at the end of the day, and its
-- health over 30 days. Days before the first one written are read only to look back.
with states as (

    select
        states.*,
        greatest(
            states.valid_from,
            (select first_date from {{ ref('int_devices__data_begin') }})
            {%- if is_increment() %}, changed.rebuild_from - 29{% endif %}
        ) as first_date
    from {{ ref('int_devices__states') }} as states
    {%- if is_increment() %}
    inner join {{ to_rebuild }} as changed on states.device_key = changed.device_key
    {%- endif %}

),

days as (

    select
        device_key,
        installed_at,
        retired_at,
        location_id,
        device_status,
        maintained_on,
        cast(unnest(generate_series(
            cast(first_date as timestamp), cast(valid_to - 1 as timestamp), interval 1 day
        )) as date) as metric_date
    from states
    where first_date < valid_to

),

hours_in_service as (

    select
        *,
        case
            when cast(installed_at as date) < metric_date and coalesce(cast(retired_at as date) > metric_date, true)
                then cast(16777215 as bigint)
            else {{ hours_between('metric_date', 'installed_at', 'retired_at') }}
        end as service_hours
    from days

),

activity as (

    select * from {{ ref('int_devices__activity_days') }}
    where activity_date >= {{ since }}

),

daily as (

    select
        days.device_key,
        days.metric_date,
        days.location_id,
        days.device_status,
        days.maintained_on,
        coalesce(cast(days.retired_at as date) > days.metric_date, true) as is_in_service,
        cast(bit_count(days.service_hours) as bigint) as in_service_hours,
        -- A signal of an hour out of service counts for nothing.
        cast(coalesce(
            bit_count(activity.signal_hours & days.service_hours),
            -- least() passes over a null, which would give a silent day all its hours.
            case when activity.hours_with_signal is not null then
                least(activity.hours_with_signal, bit_count(days.service_hours))
            end,
            0
        ) as bigint) as hours_with_signal,
        {% for column in ['heartbeat_count', 'event_count', 'error_events', 'reading_events', 'anomaly_events',
            'failures', 'pour_count'] %}
        cast(coalesce(activity.{{ column }}, 0) as bigint) as {{ column }},
        {% endfor %}
        coalesce(activity.pour_volume_ml, 0) as pour_volume_ml
    from hours_in_service as days
    left join activity
        on
            days.device_key = activity.device_key
            and days.metric_date = activity.activity_date

),

windows as (

    select
        *,
        {% for column in ['in_service_hours', 'hours_with_signal', 'event_count', 'error_events', 'reading_events',
            'anomaly_events'] %}
        cast(sum({{ column }}) over last_30_days as bigint) as {{ column }}_30d,
        {% endfor %}
        cast(sum(event_count) over last_7_days as bigint) as event_count_7d
    from daily
    window
        last_30_days as (partition by device_key order by metric_date rows between 29 preceding and current row),
        last_7_days as (partition by device_key order by metric_date rows between 6 preceding and current row)

)

select
    windows.*,
    windows.hours_with_signal > 0 as is_connected,
    windows.metric_date - windows.maintained_on > {{ var('device_maintenance_days') }} as is_maintenance_overdue,
    {{ weighted_score([
        ['1.0 * windows.hours_with_signal_30d / nullif(windows.in_service_hours_30d, 0)', 'weights.device_uptime_weight'],
        [share_without('windows.error_events_30d', 'windows.event_count_30d', 'weights.device_errors_target'),
            'weights.device_errors_weight'],
        [share_without('windows.anomaly_events_30d', 'windows.reading_events_30d', 'weights.device_anomalies_target'),
            'weights.device_anomalies_weight'],
    ]) }} as health_score
from windows
inner join {{ ref('int_devices__score_weights') }} as weights on windows.metric_date = weights.metric_date
{%- if is_increment() %}
inner join {{ to_rebuild }} as changed
    on
        windows.device_key = changed.device_key
        and windows.metric_date >= changed.rebuild_from
{%- endif %}
order by windows.metric_date, windows.device_key
