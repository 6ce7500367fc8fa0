-- One row per site of the CRM, with the location of ours that its `location` names, and whose that is.
with locations as (

    select
        location_id,
        customer_id
    from {{ ref('stg_app__locations') }}
    where is_latest
    qualify row_number() over (partition by location_id order by customer_id) = 1

)

select
    facilities.facility_id,
    facilities.facility_name,
    facilities.facility_type,
    facilities.location,
    locations.location_id,
    locations.customer_id,
    facilities.created_at,
    facilities.updated_at
from {{ ref('stg_crm__facilities') }} as facilities
left join locations on lower(facilities.location) = lower(locations.location_id)
