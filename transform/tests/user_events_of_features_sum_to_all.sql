{{ config(tags=['product']) }}

-- The events of users, told by platform and feature, sum to those of the users' days.
with by_feature as (

    select
        org_id,
        metric_date,
        sum(user_event_count) as event_count,
        count(distinct user_day_key) as user_days
    from {{ ref('user_activity_windows') }}
    group by org_id, metric_date

),

by_day as (

    select
        org_id,
        activity_date,
        sum(user_event_count) as event_count,
        count(*) as user_days
    from {{ ref('int_product_events__user_daily') }}
    group by org_id, activity_date

)

select
    by_feature.*,
    by_day.event_count as events_of_days,
    by_day.user_days as days
from by_feature
full outer join by_day
    on
        by_feature.org_id = by_day.org_id
        and by_feature.metric_date = by_day.activity_date
where
    abs(coalesce(by_feature.event_count, 0) - coalesce(by_day.event_count, 0)) > 1e-6
    or coalesce(by_feature.user_days, 0) != coalesce(by_day.user_days, 0)
