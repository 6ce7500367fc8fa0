-- What changed about each device: where it stood, its firmware, its status, its maintenance, the end of its service.
{%- set attributes = ['installed_at', 'location_id', 'firmware', 'device_status', 'last_maintained_at', 'retired_at'] %}
with versions as (

    {{ change_history(ref('int_devices__state_changes'), 'device_key', attributes) }}

)

select
    devices.device_id,
    cast(versions.version_number as bigint) as version_number,
    versions.valid_from,
    versions.valid_to,
    versions.is_current,
    versions.what_changed,
    versions.old_value,
    versions.new_value,
    versions.location_id,
    versions.firmware,
    versions.device_status,
    cast(versions.installed_at as timestamp) as installed_at,
    cast(versions.last_maintained_at as timestamp) as last_maintained_at,
    cast(versions.retired_at as timestamp) as retired_at
from versions
inner join {{ ref('int_devices__service') }} as devices on versions.device_key = devices.device_key
order by devices.device_key, versions.version_number
