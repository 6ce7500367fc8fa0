-- One row per person of ours who sells or looks after customers. The CRM and the quotas know a person by `rep_id`, which
-- Salesforce has as the employee number; an owner in HubSpot is the Salesforce user with the same address.
with users as (

    select
        coalesce(employee_number, user_id) as rep_id,
        user_id,
        user_name,
        email,
        department,
        region,
        is_active
    from {{ ref('stg_salesforce__users') }}
    qualify row_number() over (partition by coalesce(employee_number, user_id) order by is_active desc, user_id) = 1

),

owners as (

    select
        coalesce(users.rep_id, owners.owner_id) as rep_id,
        owners.owner_id,
        owners.owner_name,
        owners.email
    from {{ ref('stg_hubspot__owners') }} as owners
    left join users on owners.email = users.email
    qualify row_number() over (
        partition by coalesce(users.rep_id, owners.owner_id) order by owners.owner_id
    ) = 1

),

known_by_id as (

    select rep_id from {{ ref('stg_leads') }}
    union
    select rep_id from {{ ref('stg_opportunities') }}
    union
    select rep_id from {{ ref('stg_outreach') }}
    union
    select rep_id from {{ ref('stg_quotas__rep_quotas') }}
    union
    select rep_id from users
    union
    select rep_id from owners

)

select
    known_by_id.rep_id,
    users.user_id,
    owners.owner_id,
    coalesce(users.user_name, owners.owner_name) as rep_name,
    coalesce(users.email, owners.email) as email,
    users.department,
    users.region,
    users.is_active
from known_by_id
left join users on known_by_id.rep_id = users.rep_id
left join owners on known_by_id.rep_id = owners.rep_id
where known_by_id.rep_id is not null
