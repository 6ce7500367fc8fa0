select
    id as web_session_id,
    lower(source) as utm_source,
    lower(medium) as utm_medium,
    campaign as utm_campaign,
    lower(region) as region,
    coalesce(page_views, 0) as page_views,
    coalesce(goal_completions, 0) as goal_completions,
    coalesce(is_bounce, page_views <= 1) as is_bounce,
    started_at
from {{ ref('base_web_analytics__sessions') }}
where row_outcome = 'loaded'
