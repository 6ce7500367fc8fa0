select
    id as facility_id,
    name as facility_name,
    lower(type) as facility_type,
    trim(location) as location,
    created_at,
    updated_at
from {{ ref('base_crm__facilities') }}
where row_outcome = 'loaded'
