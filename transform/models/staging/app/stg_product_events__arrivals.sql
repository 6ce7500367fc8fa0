{{ config(
    materialized='table',
    pre_hook='{{ join_as_written() }}',
    post_hook='{{ join_as_estimated() }}',
) }}

-- What came since the continued version and can be used, with every earlier extraction of the same uuids: it tells what
-- changes, and which extraction counts now (rank 1). On a full build everything is new and the table stays empty.
with arrived as (

    select distinct uuid
    from {{ source('app', 'product_events') }}
    where _airbyte_extracted_at > {{ extracted_after('app.product_events') }}

),

-- The two narrow columns of all events first: by the moments the engine then skips the files without a match.
extractions as materialized (

    select distinct
        events.uuid,
        events.timestamp
    from {{ source('app', 'product_events') }} as events
    semi join arrived on events.uuid = arrived.uuid
    where events.timestamp >= timestamp '{{ var("earliest_event_date") }}'

)

select
    events.*,
    row_number() over (partition by events.uuid order by {{ latest_extraction_first('events') }}) as extraction_rank,
    count(*) over (partition by events.uuid) as extraction_count
from {{ source('app', 'product_events') }} as events
{% if continues_version() %}
semi join extractions
    on
        events.uuid = extractions.uuid
        and events.timestamp = extractions.timestamp
where {{ event_fault('events') }} is null
{% else %}
where false
{% endif %}
