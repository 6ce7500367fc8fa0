-- The devices whose days are written again, each from its earliest changed day on: every device from the last days on,
-- because each has new ones; those of which something came from that day on; those that are told anew from the beginning.
-- Empty on a full build.
with told_anew as (

    select id as device_key
    from {{ ref('base_app__devices') }}
    where
        {{ is_news('app.devices', 'updated_at') }}
        or location_id in (
            select id
            from {{ ref('base_app__locations') }}
            where
                {{ is_news('app.locations', 'updated_at') }}
                or organization_id in (
                    select id from {{ ref('base_app__organizations') }} where {{ is_news('app.organizations', 'created_at') }}
                )
        )

    union

    -- A device that is retired by its status alone.
    select device_id as device_key
    from {{ ref('base_app__device_status_changes') }}
    where
        lower(status) = 'retired'
        and {{ is_news('app.device_status_changes', 'changed_at') }}

),

maintained_anew as (

    select id
    from {{ ref('base_app__device_maintenance') }}
    where {{ is_news('app.device_maintenance', 'performed_at') }}

),

earliest as (

    select
        (select min(activity_date) from {{ ref('int_devices__arrivals') }}) as arrived_on,
        (select first_date from {{ ref('int_devices__data_begin') }}) as first_date

),

changes as (

    select
        device_key,
        (select first_date from {{ ref('int_devices__data_begin') }}) as changed_on
    from told_anew

    union all

    select
        device_id as device_key,
        cast(changed_at as date) as changed_on
    from {{ ref('base_app__device_status_changes') }}
    where {{ is_news('app.device_status_changes', 'changed_at') }}

    union all

    select
        device_id as device_key,
        cast(performed_at as date) as changed_on
    from {{ ref('base_app__device_maintenance') }}
    where id in (select id from maintained_anew)

    union all

    select
        device_key,
        activity_date as changed_on
    from {{ ref('int_devices__arrivals') }}

    union all

    select
        service.device_key,
        -- Data that begins earlier than before gives every device more days.
        case
            when earliest.arrived_on <= earliest.first_date then earliest.first_date
            else
                least(
                    date '{{ var("previous_as_of_date") or "0001-01-01" }}' + 1,
                    {{ as_of_date() }} - {{ var('late_days') }} + 1
                    {%- if var('rebuild_from') %}, date '{{ var("rebuild_from") }}'{% endif %}
                )
        end as changed_on
    from {{ ref('int_devices__service') }} as service
    cross join earliest

)

select
    device_key,
    min(changed_on) as rebuild_from
from changes
where {{ continues_version() | lower }}
group by device_key
