-- Visits to the web site per day, by channel, platform and region: all, those of a single page, those that reached a goal.
select
    session_date as metric_date,
    channel,
    platform,
    region,
    count(*) as sessions,
    count(case when is_bounce then 1 end) as bounced_sessions,
    count(case when has_goal_completion then 1 end) as converted_sessions
from {{ ref('int_marketing__web_sessions') }}
where session_date <= {{ as_of_date() }}
group by session_date, channel, platform, region
