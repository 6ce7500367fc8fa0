-- Where a device stood, its status and its last maintenance at the end of each day, as steps that hold from `valid_from`
-- until the day before `valid_to`, over all days of its service.
{%- set attributes = ['location_id', 'device_status', 'last_maintained_at'] %}
with changes as (

    select
        device_key,
        cast(changed_at as date) as valid_from,
        {% for attribute in attributes %}
        arg_max(new_value, changed_at) filter (where attribute = '{{ attribute }}') as {{ attribute }}
        {{- ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_devices__state_changes') }}
    group by device_key, cast(changed_at as date)

),

states as (

    select
        device_key,
        valid_from,
        lead(valid_from) over by_day as valid_to,
        {% for attribute in attributes %}
        last_value({{ attribute }} ignore nulls) over by_day as {{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from changes
    window by_day as (partition by device_key order by valid_from)

)

select
    states.device_key,
    service.device_id,
    service.installed_at,
    service.retired_at,
    greatest(states.valid_from, cast(service.installed_at as date)) as valid_from,
    -- The day on which it is retired is still a day of service, for its first hours.
    least(
        coalesce(states.valid_to, {{ as_of_date() }} + 1),
        coalesce(cast(service.retired_at - interval 1 microsecond as date) + 1, {{ as_of_date() }} + 1),
        {{ as_of_date() }} + 1
    ) as valid_to,
    states.location_id,
    states.device_status,
    coalesce(cast(states.last_maintained_at as date), cast(service.installed_at as date)) as maintained_on
from states
inner join {{ ref('int_devices__service') }} as service on states.device_key = service.device_key
where
    greatest(states.valid_from, cast(service.installed_at as date)) < least(
        coalesce(states.valid_to, {{ as_of_date() }} + 1),
        coalesce(cast(service.retired_at - interval 1 microsecond as date) + 1, {{ as_of_date() }} + 1),
        {{ as_of_date() }} + 1
    )
order by states.device_key, valid_from
