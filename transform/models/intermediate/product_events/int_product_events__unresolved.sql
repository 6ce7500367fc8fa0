{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ delete_days_to_rebuild() }}') }}

-- Events of users or organisations that nobody knows: kept aside, and back when the user arrives.
select
    events.activity_date,
    events.unresolved_event_uuid as event_uuid,
    events.unresolved_distinct_id as distinct_id,
    names.event_name,
    events.event_at,
    events.fate as outcome_reason
from {{ ref('event_classification') }} as events
inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
where events.org_key is null
