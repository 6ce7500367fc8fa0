select
    id as ticket_id,
    facility_id,
    lower(priority) as priority,
    lower(status) as status,
    created_at,
    first_response_at,
    resolved_at
from {{ ref('base_crm__tickets') }}
where row_outcome = 'loaded'
