-- The floor: only read what every contestant has to read of an event.
create or replace table result as
select count(*) as rows, max(uuid) as uuid, max(event) as event, max(distinct_id) as distinct_id, max(timestamp) as happened,
    max(_airbyte_extracted_at) as extracted, max(_airbyte_meta) as meta, max(length(properties)) as properties
from raw_app.product_events;
