-- What changed about each location: its name, its place, whose it is, when it closed.
{%- set attributes = ['location_name', 'customer_id', 'city', 'country', 'region', 'timezone', 'opened_at', 'closed_at'] %}
with versions as (

    select
        *,
        case
            when row_number() over (partition by location_id order by updated_at) = 1 then least(opened_at, updated_at)
            else updated_at
        end as changed_at
    from {{ ref('stg_app__locations') }}

),

changes as (

    {% for attribute in attributes %}
    select
        location_id,
        changed_at,
        '{{ attribute }}' as attribute,
        cast({{ attribute }} as varchar) as new_value
    from versions
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

history as (

    {{ change_history('changes', 'location_id', attributes) }}

)

select
    location_id,
    cast(version_number as bigint) as version_number,
    valid_from,
    valid_to,
    is_current,
    what_changed,
    old_value,
    new_value,
    location_name,
    customer_id,
    city,
    country,
    region,
    timezone,
    cast(opened_at as timestamp) as opened_at,
    cast(closed_at as timestamp) as closed_at
from history
order by location_id, version_number
