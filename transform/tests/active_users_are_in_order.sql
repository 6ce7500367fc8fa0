{{ config(tags=['product']) }}

-- Whoever was active on the day was so in the week and the month; a mean day of the last 30 has at least one thirtieth of
-- those active in them, and at most all of them. For each customer and for the company.
with active_users as (

    select
        org_id,
        metric_date,
        sum(own_daily_users) + count(distinct daily_user_key) as daily_users,
        sum(own_weekly_users) + count(distinct weekly_user_key) as weekly_users,
        sum(own_monthly_users) + count(distinct monthly_user_key) as monthly_users,
        sum(own_user_days_30d) as own_user_days
    from {{ ref('active_user_counts') }}
    group by grouping sets ((org_id, metric_date), (metric_date))

),

shared_days as (

    select
        org_id,
        metric_date,
        count(distinct user_day_30d_key) as user_days
    from {{ ref('shared_user_days') }}
    group by grouping sets ((org_id, metric_date), (metric_date))

)

select
    active_users.*,
    shared_days.user_days
from active_users
left join shared_days
    on
        active_users.org_id is not distinct from shared_days.org_id
        and active_users.metric_date = shared_days.metric_date
where
    daily_users > weekly_users
    or weekly_users > monthly_users
    or shared_days.user_days is null
    or own_user_days + shared_days.user_days not between monthly_users and 30 * monthly_users
