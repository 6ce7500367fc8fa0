-- The single days of organisations that an increment replaces: whatever organisation a changed event, or an event of a
-- changed user, may have counted for or may count for now. Empty on a full build.
with organizations_of_actors as (

    select
        user_id as distinct_id,
        org_id
    from {{ ref('user_org_mapping') }}

    union all

    select
        'org-' || org_id as distinct_id,
        org_id
    from {{ ref('int_organizations__with_account') }}

    union all

    select
        distinct_id,
        org_id
    from {{ ref('int_users__changed_actors') }}

),

org_days as (

    select distinct
        actors.org_id,
        actor_days.activity_date
    from organizations_of_actors as actors
    inner join {{ ref('int_product_events__actor_days_to_rebuild') }} as actor_days
        on actors.distinct_id = actor_days.distinct_id

)

select
    org_days.org_id,
    organizations.org_key,
    org_days.activity_date
from org_days
-- One that is known no longer has days to be emptied, and no key.
left join {{ ref('int_organizations__with_account') }} as organizations on org_days.org_id = organizations.org_id
