-- From when to when an urgent ticket was late: open, critical or high at the time, past its resolution target.
with urgent_states as (

    select
        states.source,
        states.ticket_id,
        tickets.customer_id,
        states.valid_from,
        states.valid_to,
        {{ sla_due_at('tickets.created_at', 'targets.target_hours') }} as due_at
    from {{ ref('int_support__ticket_states') }} as states
    inner join {{ ref('int_support__tickets') }} as tickets
        on
            states.source = tickets.source
            and states.ticket_id = tickets.ticket_id
    inner join {{ ref('sla_targets') }} as targets
        on
            states.priority = targets.priority
            and targets.check_kind = 'resolution'
    where
        states.is_open
        and states.priority in ('critical', 'high')

)

select
    source,
    ticket_id,
    customer_id,
    greatest(valid_from, due_at) as late_from,
    valid_to as late_to
from urgent_states
where
    greatest(valid_from, due_at) <= {{ as_of_at() }}
    and (valid_to is null or valid_to > due_at)
