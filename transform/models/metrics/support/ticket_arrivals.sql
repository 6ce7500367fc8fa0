-- One row per ticket, on the day on which it came, with whether it has been resolved: the rate of a day grows as its
-- tickets are.
select
    tickets.source,
    tickets.ticket_id,
    cast(tickets.created_at as date) as metric_date,
    tickets.customer_id,
    tickets.facility_id,
    tickets.priority,
    tickets.channel,
    customers.cohort_month,
    cast(coalesce(cast(tickets.resolved_at as date) <= {{ as_of_date() }}, false) as integer) as is_resolved
from {{ ref('int_support__tickets') }} as tickets
left join {{ ref('entity_customers') }} as customers on tickets.customer_id = customers.customer_id
where cast(tickets.created_at as date) <= {{ as_of_date() }}
