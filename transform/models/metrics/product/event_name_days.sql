{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook='{{ make_room(is_rebuilt_org_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}

-- How often each event happened at each organisation on each day, on which platform. What the system does has none.
select
    events.activity_date,
    organizations.org_id,
    coalesce(platforms.device_class, 'other') as platform,
    names.event_name,
    names.event_category,
    cast({{ event_count() }} as {{ count_type() }}) as event_count,
    cast({{ event_count('events.user_key') }} as {{ count_type() }}) as user_event_count,
    cast({{ event_count(
        'case when isodow(events.event_at) <= 5 and extract(hour from events.event_at) between 9 and 17'
        ~ ' then events.user_key end'
    ) }} as {{ count_type() }}) as business_hours_event_count
from {{ counted_events() }} as events
inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
inner join {{ ref('int_organizations__with_account') }} as organizations on events.org_key = organizations.org_key
left join {{ ref('platforms') }} as platforms on events.platform = platforms.platform
group by
    events.activity_date,
    organizations.org_id,
    coalesce(platforms.device_class, 'other'),
    names.event_name,
    names.event_category
