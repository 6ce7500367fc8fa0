-- Who a distinct_id stands for: a user with the organisations that an event may count for, or an organisation's system.
-- Under the policy `split` a user of n organisations has n rows of weight 1/n, else one row for the primary one.
with user_actors as (

    select
        user_id as distinct_id,
        user_key,
        org_key,
        organization_count,
        {{ '1.0 / organization_count' if var('multi_org_policy') == 'split' else '1.0' }} as weight
    from {{ ref('user_org_mapping') }}
    {% if var('multi_org_policy') != 'split' %}
    where is_primary
    {% endif %}

),

system_actors as (

    select
        'org-' || org_id as distinct_id,
        {{ '-org_key' if var('count_system_actor_as_user') else 'cast(null as integer)' }} as user_key,
        org_key,
        1 as organization_count,
        1.0 as weight
    from {{ ref('int_organizations__with_account') }}

)

select * from user_actors

union all

select * from system_actors
