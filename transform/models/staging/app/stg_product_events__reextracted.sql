{{ config(materialized='incremental', unique_key='uuid', incremental_strategy='delete+insert') }}

-- Events that were extracted more than once: the extraction that counts. Kept as a small table, so that every reader
-- of the events skips a few rows instead of comparing all of them again.
with sound_events as (

    select *
    from {{ ref('stg_product_events__arrivals') if is_incremental() else source('app', 'product_events') }}
    where {{ event_fault() }} is null

),

extraction_counts as (

    select
        uuid,
        count(*) as extraction_count
    from sound_events
    group by uuid
    having count(*) > 1

)

select
    sound_events.*,
    extraction_counts.extraction_count
from sound_events
inner join extraction_counts on sound_events.uuid = extraction_counts.uuid
qualify row_number() over (partition by sound_events.uuid order by {{ latest_extraction_first() }}) = 1
