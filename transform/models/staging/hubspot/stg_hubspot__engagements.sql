select
    id as engagement_id,
    lower(type) as engagement_type,
    owner_id,
    "timestamp" as happened_at
from {{ ref('base_hubspot__engagement') }}
where row_outcome = 'loaded'
