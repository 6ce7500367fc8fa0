{{ config(materialized='table') }}

-- What came since the continued version, with every earlier extraction of the same uuids: it tells which days change.
-- On a full build everything is new and the table stays empty.
with arrived as (

    select distinct uuid
    from {{ source('app', 'product_events') }}
    where _airbyte_extracted_at > {{ extracted_after('app.product_events') }}

)

select events.*
from {{ source('app', 'product_events') }} as events
{% if continues_version() %}
inner join arrived on events.uuid = arrived.uuid
{% else %}
where false
{% endif %}
