-- Every enabled user is dormant, active in the last 90 days, or younger than that without use: the three sum to all.
with counts as (

    select
        count(*) filter (where is_enabled) as total_users,
        count(*) filter (where is_dormant) as dormant_users,
        count(*) filter (
            where is_enabled and last_active_date > {{ as_of_date() }} - 90
        ) as active_users,
        count(*) filter (
            where
            is_enabled
            and created_at >= {{ as_of_date() }} - 89
            and coalesce(last_active_date <= {{ as_of_date() }} - 90, true)
        ) as young_users
    from {{ ref('entity_users') }}

)

select *
from counts
where dormant_users + active_users + young_users != total_users
