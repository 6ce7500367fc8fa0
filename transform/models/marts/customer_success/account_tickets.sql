-- Every ticket of a customer with how it stands to its targets.
with checks as (

    select
        source,
        ticket_id,
        count(*) filter (where sla_result = 'breached') as breached,
        count(*) filter (where sla_result = 'pending') as pending,
        min(due_at) filter (where completed_at is null) as next_due_at
    from {{ ref('int_support__sla_checks') }}
    group by source, ticket_id

)

select
    tickets.customer_id,
    tickets.source,
    tickets.ticket_id,
    tickets.subject,
    tickets.status,
    tickets.is_open,
    tickets.priority,
    tickets.channel,
    tickets.assignee_name,
    case
        when checks.breached > 0 then 'breached'
        when checks.pending > 0 then 'pending'
        when checks.ticket_id is not null then 'met'
        else 'no_target'
    end as sla_state,
    case when tickets.is_open then checks.next_due_at end as next_due_at,
    tickets.created_at as opened_at,
    tickets.first_response_at,
    tickets.resolved_at,
    date_diff('minute', tickets.created_at, coalesce(tickets.resolved_at, {{ as_of_at() }})) / 60.0 as open_hours,
    tickets.reopen_count,
    tickets.satisfaction
from {{ ref('int_support__tickets') }} as tickets
left join checks
    on
        tickets.source = checks.source
        and tickets.ticket_id = checks.ticket_id
where tickets.customer_id is not null
order by tickets.customer_id, tickets.created_at, tickets.ticket_id
