{{ config(tags=['product']) }}

-- Whoever was active on the day was so in the week and the month; a mean day of the last 30 has at least one thirtieth of
-- those active in them, and at most all of them. For each customer and for the company.
with active_users as (

    select
        org_id,
        metric_date,
        count(distinct user_key) filter (where is_active_1d) as daily_users,
        count(distinct user_key) filter (where is_active_7d) as weekly_users,
        count(distinct user_key) filter (where is_active_30d) as monthly_users
    from {{ ref('user_activity_windows') }}
    group by grouping sets ((org_id, metric_date), (metric_date))

),

user_days as (

    select
        org_id,
        metric_date,
        count(distinct user_day_key) as user_days
    from {{ ref('user_day_windows') }}
    group by grouping sets ((org_id, metric_date), (metric_date))

)

select
    active_users.*,
    user_days.user_days
from active_users
left join user_days
    on
        active_users.org_id is not distinct from user_days.org_id
        and active_users.metric_date = user_days.metric_date
where
    daily_users > weekly_users
    or weekly_users > monthly_users
    or user_days.user_days is null
    or user_days.user_days not between monthly_users and 30 * monthly_users
