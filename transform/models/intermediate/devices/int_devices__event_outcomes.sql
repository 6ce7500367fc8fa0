-- What becomes of the raw device events, in numbers, for the conservation account. An event of a device that nobody knows
-- waits for it.
with events as (

    select
        activity_date,
        device_key,
        count(*) as event_count
    from {{ ref('int_devices__telemetry') }}
    group by activity_date, device_key

),

device_days as (

    select
        signals.extraction_count,
        signals.heartbeat_count + coalesce(events.event_count, 0) as event_count,
        signals.device_key in (select device_key from {{ ref('int_devices__service') }}) as is_known
    from {{ ref('int_devices__signal_days') }} as signals
    left join events
        on
            signals.activity_date = events.activity_date
            and signals.device_key = events.device_key

),

outcomes as (

    select
        case when is_known then 'loaded' else 'quarantined' end as row_outcome,
        case when is_known then '' else 'unknown_device' end as outcome_reason,
        cast(sum(event_count) as bigint) as row_count
    from device_days
    group by is_known

    union all

    select
        'duplicate' as row_outcome,
        'superseded' as outcome_reason,
        cast(sum(extraction_count - event_count) as bigint) as row_count
    from device_days

    union all

    select
        'quarantined' as row_outcome,
        outcome_reason,
        count(*) as row_count
    from {{ ref('stg_app__device_events__quarantined') }}
    group by outcome_reason

    union all

    select
        {% if is_disabled('app.device_events') -%}
        'left_out' as row_outcome,
        'source_disabled' as outcome_reason,
        {%- else -%}
        'after_as_of' as row_outcome,
        '' as outcome_reason,
        {%- endif %}
        count(*) as row_count
    from {{ source('app', 'device_events') }}
    {%- if not is_disabled('app.device_events') %}
    where
        occurred_at >= {{ as_of_date() }} + interval 1 day
        and {{ device_event_fault() }} is null
    {%- endif %}

)

select *
from outcomes
where row_count > 0
