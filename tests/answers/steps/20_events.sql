-- Product events that count: complete, not mended by the loader, of a possible time, each uuid once (its latest
-- extraction), by a user or an organization's own system. An event of a user of several organizations belongs to the one
-- that it names, if the user is a member there.
with readable as (

    select *
    from raw_app.product_events
    where
        uuid is not null
        and event != ''
        and distinct_id != ''
        and timestamp <= _airbyte_extracted_at + interval 1 hour
        and timestamp >= timestamp '2015-01-01'
        and coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
    qualify row_number() over (partition by uuid order by _airbyte_extracted_at desc) = 1

),

in_time as (

    select
        uuid,
        event,
        distinct_id,
        timestamp as event_at,
        cast(timestamp as date) as day,
        case when json_valid(properties) then properties end as properties
    from readable
    where timestamp < timestamp '2025-08-01'

)

select
    events.uuid,
    events.event,
    events.event_at,
    events.day,
    primaries.user_id,
    coalesce(named.org_id, primaries.org_id, systems.org_id) as org_id,
    primaries.user_id is not null as is_user_event,
    lower(events.properties ->> '$.platform') as platform,
    case
        when events.event like 'issue:%' then 'Issue Management'
        -- ai_ as a word of its own: maintain_ai_l or email_sent are none
        when regexp_matches(events.event, '(^|[^a-z0-9])ai_') then 'AI Features'
        when events.event like 'frontend:%' then 'Frontend/Navigation'
        when events.event like 'knowledge!_base:%' escape '!' then 'Knowledge Base'
        else 'Other'
    end as category
from in_time as events
left join memberships as primaries on events.distinct_id = primaries.user_id and primaries.is_primary
left join memberships as named
    on events.distinct_id = named.user_id and events.properties ->> '$.organization_id' = named.org_id
left join organizations as systems on events.distinct_id = 'org-' || systems.org_id
where coalesce(primaries.org_id, systems.org_id) is not null
