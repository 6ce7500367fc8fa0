-- One row per resolved ticket, on the day on which it was resolved for good.
select
    source,
    ticket_id,
    cast(resolved_at as date) as metric_date,
    customer_id,
    facility_id,
    priority,
    channel,
    {{ exact(elapsed_hours('created_at', 'resolved_at')) }} as resolution_hours,
    cast(coalesce(reopen_count, 0) > 0 as integer) as is_reopened
from {{ ref('int_support__tickets') }}
where cast(resolved_at as date) <= {{ as_of_date() }}
