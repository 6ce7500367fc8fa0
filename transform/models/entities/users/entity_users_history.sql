-- What was true of each user from when to when: role and primary organisation, and all organisations that it belongs to.
with changes as (

    select * from {{ ref('int_users__membership_changes') }}

),

-- Of several changes of one thing at one moment the last extraction's counts, of its own beginning and end the end.
roles as (

    select
        user_id,
        changed_at,
        'role' as attribute,
        arg_max(struct_pack(role := new_value), extraction_number).role as new_value
    from changes
    where
        attribute = 'role'
        and is_primary
    group by user_id, changed_at

),

primary_customers as (

    select
        user_id,
        min(changed_at) as changed_at,
        'customer_id' as attribute,
        any_value(org_id) as new_value
    from changes
    where is_primary
    group by user_id

),

moments as (

    select distinct
        user_id,
        changed_at
    from changes
    where attribute = 'is_member'

),

memberships as (

    select
        moments.user_id,
        moments.changed_at,
        changes.org_id,
        arg_max(
            changes.new_value = 'true',
            struct_pack(
                changed_at := changes.changed_at,
                extraction := changes.extraction_number,
                is_end := changes.new_value = 'false'
            )
        ) as is_member
    from moments
    inner join changes
        on
            moments.user_id = changes.user_id
            and moments.changed_at >= changes.changed_at
    where changes.attribute = 'is_member'
    group by moments.user_id, moments.changed_at, changes.org_id

),

memberships_by_moment as (

    select
        user_id,
        changed_at,
        string_agg(org_id, ', ' order by org_id) filter (where is_member) as customer_ids
    from memberships
    group by user_id, changed_at

),

all_changes as (

    select * from roles

    union all

    select * from primary_customers

    union all

    select
        user_id,
        changed_at,
        'customer_ids' as attribute,
        customer_ids as new_value
    from memberships_by_moment

    union all

    select
        user_id,
        changed_at,
        'is_enabled' as attribute,
        cast(customer_ids is not null as varchar) as new_value
    from memberships_by_moment

),

history as (

    {{ change_history('all_changes', 'user_id', ['customer_id', 'role', 'customer_ids', 'is_enabled']) | indent(4) }}

)

select
    user_id,
    cast(version_number as bigint) as version_number,
    valid_from,
    valid_to,
    is_current,
    what_changed,
    old_value,
    new_value,
    customer_id,
    role,
    customer_ids,
    cast(is_enabled as boolean) as is_enabled
from history
order by user_id, valid_from
