-- The users of a day are counted twice, from the events and from the users' own days, and must agree.
{%- set can_compare = not source_is_missing('app.users') and not var('count_system_actor_as_user') %}
with from_users as (

    select
        org_id,
        metric_date as activity_date,
        sum(own_daily_users) + count(distinct daily_user_key) as users
    from {{ ref('active_user_counts') }}
    group by org_id, metric_date

)

select
    mart.org_id,
    mart.activity_date,
    mart.unique_user_count,
    from_users.users
from {{ ref('fct_org_daily_activity') }} as mart
full outer join from_users
    on
        mart.org_id = from_users.org_id
        and mart.activity_date = from_users.activity_date
where
    {{ can_compare | lower }}
    and coalesce(mart.unique_user_count, 0) != coalesce(from_users.users, 0)
