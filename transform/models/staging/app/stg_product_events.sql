-- One row per event: the extraction that counts, typed and classified. A view: its readers pay for the columns that
-- they name, and a wide table of all events costs more than every reader together (docs/decisions/0001).
with counted_extractions as (

    select events.*
    from {{ source('app', 'product_events') }} as events
    anti join {{ ref('stg_product_events__reextracted') }} as reextracted on events.uuid = reextracted.uuid
    where {{ event_fault('events') }} is null

    union all

    select * exclude (extraction_count)
    from {{ ref('stg_product_events__reextracted') }}

)

select
    events.uuid as event_uuid,
    names.event_key,
    events.event as event_name,
    names.event_category,
    names.ai_feature,
    events.distinct_id,
    case when starts_with(events.distinct_id, 'org-') then substr(events.distinct_id, 5) end as org_id_direct,
    case when starts_with(events.distinct_id, 'org-') then 'system_level' else 'user_level' end as event_source,
    events.timestamp as event_at,
    cast(events.timestamp as date) as event_date,
    events.properties,
    {% if var('extract_event_properties') %}
    {{ is_malformed_json('events.properties') }} as has_malformed_properties,
    {{ json_text('events.properties', 'organization_id') }} as organization_id,
    {{ json_text('events.properties', 'platform') }} as platform,
    {{ json_text('events.properties', 'feature') }} as feature,
    {{ json_text('events.properties', 'ticket_id') }} as ticket_id,
    {{ json_text('events.properties', 'issue_id') }} as issue_id,
    {{ json_text('events.properties', 'surface') }} as surface,
    try_cast({{ json_text('events.properties', 'latency_ms') }} as double) as latency_ms,
    {% else %}
    false as has_malformed_properties,
    cast(null as varchar) as organization_id,
    cast(null as varchar) as platform,
    cast(null as varchar) as feature,
    cast(null as varchar) as ticket_id,
    cast(null as varchar) as issue_id,
    cast(null as varchar) as surface,
    cast(null as double) as latency_ms,
    {% endif %}
    events._airbyte_extracted_at as extracted_at
from counted_extractions as events
inner join {{ ref('stg_product_event_names') }} as names on events.event = names.event_name
