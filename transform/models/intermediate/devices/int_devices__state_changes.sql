-- What changed about a device and when, one row per attribute: the source of its history and of its state on any day.
-- The first version that we know reaches back to the installation.
with versions as (

    select
        *,
        case
            when row_number() over (partition by device_key order by updated_at) = 1 then least(installed_at, updated_at)
            else updated_at
        end as changed_at
    from {{ ref('stg_app__devices') }}

),

statuses as (

    {% if source_is_missing('app.device_status_changes') -%}
    select
        device_key,
        changed_at,
        device_status
    from versions
    {%- else -%}
    select
        device_key,
        changed_at,
        device_status
    from {{ ref('stg_app__device_status_changes') }}
    {%- endif %}

),

changes as (

    {% for attribute in ['location_id', 'firmware'] %}
    select
        device_key,
        changed_at,
        '{{ attribute }}' as attribute,
        {{ attribute }} as new_value
    from versions

    union all

    {% endfor %}

    select
        device_key,
        changed_at,
        'device_status' as attribute,
        device_status as new_value
    from statuses

    union all

    select
        device_key,
        installed_at as changed_at,
        'installed_at' as attribute,
        cast(installed_at as varchar) as new_value
    from {{ ref('int_devices__service') }}

    union all

    select
        device_key,
        retired_at as changed_at,
        'retired_at' as attribute,
        cast(retired_at as varchar) as new_value
    from {{ ref('int_devices__service') }}
    where retired_at < {{ as_of_date() }} + interval 1 day

    union all

    select
        device_key,
        performed_at as changed_at,
        'last_maintained_at' as attribute,
        cast(performed_at as varchar) as new_value
    from {{ ref('stg_app__device_maintenance') }}

)

select changes.*
from changes
where changes.device_key in (select device_key from {{ ref('int_devices__service') }})
