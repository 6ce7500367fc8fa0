select
    id as org_id,
    name as org_name,
    lower(domain) as org_domain,
    lower(region) as region,
    coalesce(timezone, 'UTC') as timezone,
    created_at
from {{ ref('base_app__organizations') }}
where row_outcome = 'loaded'
