-- One row per ticket that was answered, on the day of the first answer.
select
    source,
    ticket_id,
    cast(first_response_at as date) as metric_date,
    customer_id,
    facility_id,
    priority,
    channel,
    {{ exact(elapsed_hours('created_at', 'first_response_at')) }} as response_hours
from {{ ref('int_support__tickets') }}
where cast(first_response_at as date) <= {{ as_of_date() }}
