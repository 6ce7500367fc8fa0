select
    id as response_id,
    organization_id as org_id,
    user_id,
    facility_id,
    lower(survey_type) as survey_type,
    score,
    case lower(is_aware) when 'yes' then true when 'no' then false end as is_aware,
    ticket_id,
    responded_at,
    feedback
from {{ ref('base_surveys__responses') }}
where row_outcome = 'loaded'
