-- Who belongs to which organization, and since when; whoever belongs to several counts for the first one joined, unless
-- an event says otherwise.
with latest as (

    select *
    from raw_app.users
    where
        coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
        and organization_id in (select org_id from organizations)
        and created_at is not null
        and coalesce(deactivated_at >= created_at, true)
    qualify row_number() over (partition by id, organization_id order by _airbyte_extracted_at desc) = 1

)

select
    id as user_id,
    organization_id as org_id,
    lower(role) as role,
    created_at,
    deactivated_at,
    row_number() over (partition by id order by created_at, organization_id) = 1 as is_primary
from latest
where created_at < timestamp '2025-08-01'
