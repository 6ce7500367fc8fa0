select
    id as maintenance_id,
    device_id as device_key,
    performed_at,
    lower(kind) as maintenance_kind
from {{ ref('base_app__device_maintenance') }}
where row_outcome = 'loaded'
