-- One row per ticket and day at whose end it is there and not resolved for good: a reopened ticket is open throughout.
select
    tickets.source,
    tickets.ticket_id,
    cast(days.day as date) as metric_date,
    tickets.customer_id,
    tickets.facility_id,
    tickets.priority,
    tickets.channel
from {{ ref('int_support__tickets') }} as tickets
cross join
    unnest(generate_series(
        date_trunc('day', tickets.created_at),
        cast(
            least(coalesce(cast(tickets.resolved_at as date) - 1, {{ as_of_date() }}), {{ as_of_date() }}) as timestamp
        ),
        interval 1 day
    )) as days (day)
