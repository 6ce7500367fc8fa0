{{ config(materialized='view') }}

-- Visits with the channel and the platform that their links tell.
select
    sessions.web_session_id,
    sessions.started_at,
    cast(sessions.started_at as date) as session_date,
    case when sessions.utm_medium is null then 'direct' else coalesce(mediums.channel, 'other') end as channel,
    case when mediums.is_paid then coalesce(sources.platform, 'other') else 'other' end as platform,
    sessions.utm_source,
    sessions.utm_medium,
    sessions.utm_campaign,
    sessions.region,
    sessions.page_views,
    sessions.is_bounce,
    sessions.goal_completions,
    sessions.goal_completions > 0 as has_goal_completion
from {{ ref('stg_web_analytics__sessions') }} as sessions
left join {{ ref('traffic_channels') }} as mediums on sessions.utm_medium = mediums.utm_medium
left join {{ ref('traffic_platforms') }} as sources on sessions.utm_source = sources.utm_source
