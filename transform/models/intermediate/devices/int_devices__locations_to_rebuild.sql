-- The locations, and their customers, whose days are written again, each from the earliest changed day of a device that
-- stands there or stood there in any version that we ever read.
with places as (

    select distinct
        id as device_key,
        location_id
    from {{ ref('base_app__devices') }}

),

owners as (

    select distinct
        id as location_id,
        organization_id as customer_id
    from {{ ref('base_app__locations') }}

)

select
    places.location_id,
    owners.customer_id,
    min(changed.rebuild_from) as rebuild_from
from {{ ref('int_devices__to_rebuild') }} as changed
inner join places on changed.device_key = places.device_key
inner join owners on places.location_id = owners.location_id
group by places.location_id, owners.customer_id
