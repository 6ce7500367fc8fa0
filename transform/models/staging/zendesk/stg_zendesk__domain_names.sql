select
    organization_id as zendesk_organization_id,
    lower(domain_name) as domain_name
from {{ ref('base_zendesk__domain_name') }}
where row_outcome = 'loaded'
