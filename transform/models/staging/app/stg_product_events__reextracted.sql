{{ config(
    materialized='incremental',
    unique_key='uuid',
    incremental_strategy='delete+insert',
    pre_hook="{{ make_room('false') }}",
) }}

-- Events that were extracted more than once: the extraction that counts. Kept as a small table, so that every reader
-- of the events skips a few rows instead of comparing all of them again. The uuids are counted before anything else is
-- read: 98 of 100 events need no more than that.
{%- set arrivals, everything = ref('stg_product_events__arrivals'), source('app', 'product_events') %}
{%- set extractions = arrivals if is_increment() else everything %}
with repeated_uuids as (

    select
        uuid,
        count(*) as extraction_count
    from {{ extractions }}
    where {{ event_fault() }} is null
    group by uuid
    having count(*) > 1

)

select
    events.*,
    repeated_uuids.extraction_count
from {{ extractions }} as events
inner join repeated_uuids on events.uuid = repeated_uuids.uuid
where {{ event_fault('events') }} is null
qualify row_number() over (partition by events.uuid order by {{ latest_extraction_first('events') }}) = 1
