-- One row per organization: its latest extraction that the loader did not have to mend.
select
    id as org_id,
    name,
    region,
    created_at
from raw_app.organizations
where coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
qualify row_number() over (partition by id order by _airbyte_extracted_at desc) = 1
