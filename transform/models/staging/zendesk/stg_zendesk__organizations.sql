select
    id as zendesk_organization_id,
    name as organization_name,
    external_id as org_id,
    created_at
from {{ ref('base_zendesk__organization') }}
where row_outcome = 'loaded'
