select
    user_id,
    organization_id as org_id,
    feature_id,
    used_on as usage_date,
    usage_count
from {{ ref('base_app__feature_usage') }}
where row_outcome = 'loaded'
