-- One row per ticket of any system at the as-of: when it was answered, when it was resolved for good, how often it was
-- opened again.
with tickets as (

    select * from {{ ref('int_support__reported_tickets') }}

),

turns as (

    select
        *,
        lag(is_open) over (partition by source, ticket_id order by valid_from) as was_open
    from {{ ref('int_support__ticket_states') }}

),

lives as (

    select
        source,
        ticket_id,
        max(status) filter (where valid_to is null) as status,
        max(priority) filter (where valid_to is null) as priority,
        bool_or(is_open) filter (where valid_to is null) as is_open,
        -- The moment at which the last run of solved and closed began.
        max(valid_from) filter (where not is_open and coalesce(was_open, true)) as last_resolved_at,
        count(*) filter (where is_open and not was_open) as reopen_count
    from turns
    group by source, ticket_id

),

judged as (

    select
        tickets.*,
        lives.status,
        lives.priority,
        lives.is_open,
        case when not lives.is_open then lives.last_resolved_at end as resolved_at,
        lives.reopen_count
    from tickets
    inner join lives
        on
            tickets.source = lives.source
            and tickets.ticket_id = lives.ticket_id
    where lives.status not in ('deleted', 'spam')

)

select
    ticket_id,
    source,
    customer_id,
    facility_id,
    requester_user_id,
    assignee_name,
    subject,
    priority,
    channel,
    status,
    is_open,
    created_at,
    -- Whoever writes only after the solution has answered with the solution.
    case when first_response_at > resolved_at then resolved_at else first_response_at end as first_response_at,
    resolved_at,
    reopen_count,
    satisfaction,
    knows_first_response
from judged
