select
    id as response_id,
    facility_id,
    lower(survey_type) as survey_type,
    feedback,
    score,
    created_at
from {{ ref('base_crm__satisfaction') }}
where row_outcome = 'loaded'
