{{ config(materialized='table') }}

-- The few distinct event names, classified once by the first pattern that matches.
with names as (

    select distinct event as event_name
    from {{ source('app', 'product_events') }}
    where event is not null and event != ''

),

categories as (

    select
        names.event_name,
        patterns.event_category
    from names
    inner join {{ ref('event_categories') }} as patterns
        on regexp_matches(lower(names.event_name), patterns.event_pattern)
    qualify row_number() over (partition by names.event_name order by patterns.priority) = 1

),

features as (

    select
        names.event_name,
        patterns.ai_feature
    from names
    inner join {{ ref('ai_features') }} as patterns
        on regexp_matches(lower(names.event_name), patterns.event_pattern)
    qualify row_number() over (partition by names.event_name order by patterns.priority) = 1

)

select
    cast(row_number() over (order by categories.event_name) as smallint) as event_key,
    categories.event_name,
    categories.event_category,
    case when categories.event_category = 'AI Features' then features.ai_feature end as ai_feature
from categories
inner join features on categories.event_name = features.event_name
