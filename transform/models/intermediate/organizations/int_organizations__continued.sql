-- The organisations as the version that this build continues knew them; empty on a full build.
with extracted_before as (

    select *
    from {{ ref('base_app__organizations') }}
    where
        {{ continues_version() | lower }}
        and outcome_reason is null
        and _airbyte_extracted_at <= {{ extracted_after('app.organizations') }}

)

select
    id as org_id,
    coalesce(timezone, 'UTC') as timezone
from extracted_before
qualify
    -- The order of the accounted rows, so that the same one of two equally late rows counts here.
    row_number() over (partition by id order by _airbyte_extracted_at desc, cast(extracted_before as varchar)) = 1
    and created_at < {{ continued_day_end() }}
