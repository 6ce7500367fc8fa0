select
    id as user_id,
    organization_id as org_id,
    name as user_name,
    lower(email) as email,
    lower(role) as role,
    created_at,
    deactivated_at
from {{ ref('base_app__users') }}
where row_outcome = 'loaded'
