{{ config(tags=['customer_success']) }}

-- Identity 41 at the as-of date: enabled and dormant people of the days are those of entity_users.
with days as (

    select
        count(distinct case when is_enabled then user_id end) as total_users,
        count(distinct case when is_dormant then user_id end) as dormant_users
    from {{ ref('user_days') }}
    where metric_date = {{ as_of_date() }}

),

users as (

    select
        count(*) filter (where is_enabled) as total_users,
        count(*) filter (where is_dormant) as dormant_users
    from {{ ref('entity_users') }}

)

select
    days.*,
    users.*
from days
cross join users
where
    days.total_users != users.total_users
    or days.dormant_users != users.dormant_users
