{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_org_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}

-- The moment of the last event of each organisation on each of its days, and the UTC day of that moment: they differ where
-- the customer's own zone says what a day is.
select
    events.activity_date,
    organizations.org_id,
    cast(events.event_at as date) as event_date,
    max(events.event_at) as last_event_at
from {{ counted_events() }} as events
inner join {{ ref('int_organizations__with_account') }} as organizations on events.org_key = organizations.org_key
group by events.activity_date, organizations.org_id, cast(events.event_at as date)
order by events.activity_date, organizations.org_id
