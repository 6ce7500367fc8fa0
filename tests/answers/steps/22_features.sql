-- The feature catalogue: the latest extraction of each that has a pattern which can be read.
select
    feature_id,
    name,
    category,
    is_core,
    released_on,
    event_pattern
from raw_releases.features
where
    feature_id is not null
    and coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
    and try(regexp_matches('', event_pattern)) is not null
qualify row_number() over (partition by feature_id order by _airbyte_extracted_at desc) = 1
