select
    id as app_session_id,
    user_id,
    organization_id as org_id,
    started_at,
    ended_at,
    lower(platform) as platform
from {{ ref('base_app__sessions') }}
where row_outcome = 'loaded'
