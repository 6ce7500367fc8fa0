{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_org_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}

-- Events whose actor is known and that do not count, by organisation and day: their day is not over, or a policy leaves
-- them out.
select
    events.activity_date,
    organizations.org_id,
    case when events.activity_date > {{ as_of_date() }} then 'after_as_of' else 'left_out' end as row_outcome,
    case when events.activity_date > {{ as_of_date() }} then '' else 'deactivated_user' end as outcome_reason,
    {{ event_count() }} as event_count
from {{ ref('event_classification') }} as events
inner join {{ ref('int_organizations__with_account') }} as organizations on events.org_key = organizations.org_key
where
    events.is_left_out
    or events.activity_date > {{ as_of_date() }}
group by events.activity_date, organizations.org_id, row_outcome, outcome_reason
