{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ make_room_for_days() }}') }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}

-- What became of the events of each day whose actor is known.
select
    activity_date,
    case
        when activity_date > {{ as_of_date() }} then 'after_as_of'
        when is_left_out then 'left_out'
        else 'loaded'
    end as row_outcome,
    case
        when activity_date > {{ as_of_date() }} then ''
        when is_left_out then 'deactivated_user'
        else ''
    end as outcome_reason,
    {{ event_count() }} as event_count
from {{ ref('event_classification') }}
group by activity_date, row_outcome, outcome_reason
