select
    device_id as device_key,
    changed_at,
    lower(status) as device_status
from {{ ref('base_app__device_status_changes') }}
where row_outcome = 'loaded'
