{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ delete_days_to_rebuild() }}') }}

-- What became of the events of each day, and how many had properties that are no JSON.
select
    activity_date,
    case fate
        when 'deactivated_user' then 'left_out'
        when 'unknown_user' then 'quarantined'
        when 'unknown_organization' then 'quarantined'
        else fate
    end as row_outcome,
    case when fate in ('loaded', 'after_as_of') then '' else fate end as outcome_reason,
    {{ event_count() }} as event_count,
    count(*) filter (where has_malformed_properties) as malformed_properties_count
from {{ ref('event_classification') }}
group by activity_date, fate
