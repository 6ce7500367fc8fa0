select
    id as page_view_id,
    user_id,
    organization_id as org_id,
    session_id as app_session_id,
    lower(page) as page,
    viewed_at
from {{ ref('base_app__page_views') }}
where row_outcome = 'loaded'
