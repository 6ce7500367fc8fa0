{{ config(
    materialized='incremental',
    unique_key='uuid',
    incremental_strategy='delete+insert',
    pre_hook="{{ make_room('false') }}",
) }}
-- depends_on: {{ ref('stg_product_events__arrivals') }}

-- Events that were extracted more than once: the extraction that counts. Kept as a small table, so that every reader
-- of the events skips a few rows instead of comparing all of them again.
{% if is_increment() %}
select * exclude (extraction_rank)
from {{ ref('stg_product_events__arrivals') }}
where
    extraction_rank = 1
    and extraction_count > 1
{% else %}
-- The uuids are counted before anything else is read: 98 of 100 events need no more than that.
with repeated_uuids as (

    select
        uuid,
        count(*) as extraction_count
    from {{ source('app', 'product_events') }}
    where {{ event_fault() }} is null
    group by uuid
    having count(*) > 1

)

select
    events.*,
    repeated_uuids.extraction_count
from {{ source('app', 'product_events') }} as events
inner join repeated_uuids on events.uuid = repeated_uuids.uuid
where {{ event_fault('events') }} is null
qualify row_number() over (partition by events.uuid order by {{ latest_extraction_first('events') }}) = 1
{% endif %}
