select
    id as application_id,
    facility_id,
    candidate_id,
    lower(status) as status,
    compliance_score,
    has_violations,
    created_at,
    updated_at,
    hired_at
from {{ ref('base_crm__applications') }}
where row_outcome = 'loaded'
