-- Every version of a device; the latest tells how it is now.
select
    id as device_key,
    'd' || id as device_id,
    location_id,
    lower(device_type) as device_type,
    model,
    firmware,
    installed_at,
    retired_at,
    lower(status) as device_status,
    updated_at,
    updated_at = max(updated_at) over (partition by id) as is_latest
from {{ ref('base_app__devices') }}
where row_outcome = 'loaded'
