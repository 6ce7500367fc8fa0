-- One row per user and organisation. The primary organisation is the one that the user joined first.
with memberships as (

    select
        users.user_id,
        users.org_id,
        organizations.org_key,
        users.role,
        users.created_at,
        users.deactivated_at
    from {{ ref('stg_app__users') }} as users
    inner join {{ ref('int_organizations__with_account') }} as organizations on users.org_id = organizations.org_id

)

select
    cast(dense_rank() over (order by user_id) as integer) as user_key,
    user_id,
    org_key,
    org_id,
    role,
    created_at,
    deactivated_at,
    count(*) over (partition by user_id) as organization_count,
    row_number() over (partition by user_id order by created_at, org_id) = 1 as is_primary
from memberships
