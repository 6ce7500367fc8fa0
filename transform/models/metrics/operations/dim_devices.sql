-- Every device that was ever installed, as it is today: to group and to filter by.
select
    device_id,
    device_type,
    model
from {{ ref('int_devices__service') }}
order by device_key
