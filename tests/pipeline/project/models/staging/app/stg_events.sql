-- One row per uuid: the latest extraction counts.
select
    uuid,
    event,
    distinct_id,
    "timestamp" as event_at,
    cast("timestamp" as date) as activity_date,
    _airbyte_extracted_at as extracted_at
from {{ source('app', 'product_events') }}
where uuid is not null
qualify row_number() over (partition by uuid order by _airbyte_extracted_at desc) = 1
