-- When each membership began, ended or came back (attribute `is_member`), and its roles: from all extractions of the
-- users. The latest tells how things are, the earlier ones how they were; what an extraction alone tells holds from the
-- last complete day before it on.
with extractions as (

    select
        raw_users.id as user_id,
        raw_users.organization_id as org_id,
        lower(raw_users.role) as role,
        memberships.created_at,
        memberships.is_primary,
        raw_users.deactivated_at,
        raw_users._airbyte_extracted_at as extracted_at,
        row_number() over extractions_of_it as extraction_number,
        lag(raw_users.deactivated_at) over extractions_of_it as previous_deactivated_at,
        lead(raw_users.deactivated_at) over extractions_of_it as next_deactivated_at
    from {{ ref('base_app__users') }} as raw_users
    inner join {{ ref('user_org_mapping') }} as memberships
        on
            raw_users.id = memberships.user_id
            and raw_users.organization_id = memberships.org_id
    where raw_users.row_outcome in ('loaded', 'duplicate')
    window extractions_of_it as (
        partition by raw_users.id, raw_users.organization_id
        order by raw_users._airbyte_extracted_at, raw_users.row_outcome, raw_users.role, raw_users.deactivated_at
    )

)

select
    user_id,
    org_id,
    is_primary,
    extraction_number,
    created_at as changed_at,
    'is_member' as attribute,
    'true' as new_value
from extractions
where extraction_number = 1

union all

select
    user_id,
    org_id,
    is_primary,
    extraction_number,
    greatest({{ told_from('extracted_at') }}, created_at, previous_deactivated_at) as changed_at,
    'is_member' as attribute,
    'true' as new_value
from extractions
where
    previous_deactivated_at is not null
    and deactivated_at is null
    and {{ told_from('extracted_at') }} <= {{ as_of_date() }}

union all

select
    user_id,
    org_id,
    is_primary,
    extraction_number,
    deactivated_at as changed_at,
    'is_member' as attribute,
    'false' as new_value
from extractions
where
    deactivated_at < {{ as_of_date() }} + interval 1 day
    -- A later extraction that tells another moment corrects this one.
    and next_deactivated_at is null

union all

select
    user_id,
    org_id,
    is_primary,
    extraction_number,
    case when extraction_number = 1 then created_at else greatest({{ told_from('extracted_at') }}, created_at) end
        as changed_at,
    'role' as attribute,
    role as new_value
from extractions
where
    extraction_number = 1
    or {{ told_from('extracted_at') }} <= {{ as_of_date() }}
