-- What the people of each customer did in the 30 days that end on the day, and in the 30 before.
with windows as (

    select
        score_days.day as metric_day,
        score_days.org_id,
        events.*,
        coalesce(events.day > score_days.day - 30, false) as is_recent
    from score_days
    left join events
        on
            score_days.org_id = events.org_id
            and events.is_user_event
            and events.day between score_days.day - 59 and score_days.day

)

select
    metric_day as day,
    org_id,
    count(uuid) filter (where is_recent) as events_30d,
    count(uuid) filter (where not is_recent) as events_prior_30d,
    count(uuid) filter (where day > metric_day - 14) as events_14d,
    count(distinct day) filter (where is_recent) as active_days,
    count(distinct user_id) filter (where is_recent) as active_users,
    count(uuid) filter (where is_recent and category = 'AI Features') as ai_events,
    count(distinct day) filter (where is_recent and category = 'AI Features') as ai_days,
    count(distinct user_id) filter (where is_recent and category = 'AI Features') as ai_users
from windows
group by metric_day, org_id
