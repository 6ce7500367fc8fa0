select
    id as zendesk_user_id,
    external_id as user_id,
    organization_id as zendesk_organization_id,
    name as user_name,
    lower(email) as email,
    lower(role) as role,
    created_at
from {{ ref('base_zendesk__user') }}
where row_outcome = 'loaded'
