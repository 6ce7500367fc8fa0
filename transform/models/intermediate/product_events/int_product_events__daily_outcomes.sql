-- What became of the events of each day whose actor is known: those that the organisations' days count, and the others.
select
    activity_date,
    'loaded' as row_outcome,
    '' as outcome_reason,
    sum(total_event_count) as event_count
from {{ ref('int_product_events__org_daily') }}
group by activity_date

union all

select
    activity_date,
    row_outcome,
    outcome_reason,
    sum(event_count) as event_count
from {{ ref('int_product_events__not_counted') }}
group by activity_date, row_outcome, outcome_reason
