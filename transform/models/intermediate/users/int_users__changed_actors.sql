-- Who stands for another organisation, or for any at all, than in the continued version: their events are read again.
with memberships_now as (

    select
        user_id,
        org_id,
        created_at,
        deactivated_at
    from {{ ref('stg_app__users') }}

),

memberships_before as (

    select
        id as user_id,
        organization_id as org_id,
        created_at,
        deactivated_at
    from {{ ref('base_app__users') }}
    where
        outcome_reason is null
        and _airbyte_extracted_at <= {{ extracted_after('app.users') }}
        and created_at < date '{{ var("previous_as_of_date") or "0001-01-01" }}' + interval 1 day
    qualify row_number() over (partition by id, organization_id order by _airbyte_extracted_at desc) = 1

),

changed_memberships as (

    select user_id from (select * from memberships_now except select * from memberships_before)

    union

    select user_id from (select * from memberships_before except select * from memberships_now)

),

new_organizations as (

    select id as org_id
    from {{ ref('base_app__organizations') }}
    where outcome_reason is null
    group by id
    having
        min(_airbyte_extracted_at) > {{ extracted_after('app.organizations') }}
        or min(created_at) >= date '{{ var("previous_as_of_date") or "0001-01-01" }}' + interval 1 day

),

users_of_new_organizations as (

    select memberships_now.user_id
    from memberships_now
    inner join new_organizations on memberships_now.org_id = new_organizations.org_id

)

select user_id as distinct_id from changed_memberships where {{ continues_version() | lower }}

union

select user_id as distinct_id from users_of_new_organizations where {{ continues_version() | lower }}

union

select 'org-' || org_id as distinct_id from new_organizations where {{ continues_version() | lower }}
