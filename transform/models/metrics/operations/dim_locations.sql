-- Every location that ever opened, as it is today: to group and to filter by.
select
    location_id,
    location_name,
    city,
    country
from {{ ref('entity_locations') }}
order by location_id
