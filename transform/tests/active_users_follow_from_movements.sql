{{ config(tags=['product']) }}

-- The people active in 30 days are new, retained or resurrected, for each customer and for the company; and in the company
-- those of 30 days ago are retained or lapsed.
with movements as (

    select
        org_id,
        metric_date,
        count(distinct user_key) filter (where is_new) as new_users,
        count(distinct user_key) filter (where is_retained) as retained_users,
        count(distinct user_key) filter (where is_resurrected) as resurrected_users,
        count(distinct user_key) filter (where is_lapsed) as lapsed_users,
        count(distinct user_key) filter (where is_still_active) as still_active_users,
        count(distinct user_key) filter (where was_active_prior_30d) as prior_users
    from {{ ref('user_retention_windows') }}
    group by grouping sets ((org_id, metric_date), (metric_date))

),

active_users as (

    select
        org_id,
        metric_date,
        sum(own_monthly_users) + count(distinct monthly_user_key) as monthly_users
    from {{ ref('active_user_counts') }}
    group by grouping sets ((org_id, metric_date), (metric_date))

)

select
    movements.*,
    active_users.monthly_users,
    earlier.monthly_users as monthly_users_before
from movements
full outer join active_users
    on
        movements.org_id is not distinct from active_users.org_id
        and movements.metric_date = active_users.metric_date
left join active_users as earlier
    on
        movements.org_id is not distinct from earlier.org_id
        and movements.metric_date - 30 = earlier.metric_date
where
    coalesce(new_users + retained_users + resurrected_users != active_users.monthly_users, true)
    or prior_users != coalesce(earlier.monthly_users, 0)
    or prior_users != still_active_users + lapsed_users
    or (movements.org_id is null and still_active_users != retained_users)
