{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_org_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}

-- AI events by organisation, day and AI feature.
select
    events.activity_date,
    organizations.org_id,
    names.ai_feature,
    {{ event_count() }} as event_count
from {{ counted_events() }} as events
inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
inner join {{ ref('int_organizations__with_account') }} as organizations on events.org_key = organizations.org_key
where names.ai_feature is not null
group by events.activity_date, organizations.org_id, names.ai_feature
