-- Identities 62 and 63, against a second way of counting, from the tickets alone: two checks per ticket with a priority
-- (one where no first response can be known), evaluated when done in time or past due, else pending.
with targets as (

    select
        priority,
        max(target_hours) filter (where check_kind = 'response') as response_hours,
        max(target_hours) filter (where check_kind = 'resolution') as resolution_hours
    from {{ ref('sla_targets') }}
    group by priority

),

tickets as (

    select
        tickets.knows_first_response,
        tickets.created_at + to_hours(targets.response_hours) as response_due_at,
        tickets.created_at + to_hours(targets.resolution_hours) as resolution_due_at,
        coalesce(tickets.first_response_at, timestamp '9999-01-01') as first_response_at,
        coalesce(tickets.resolved_at, timestamp '9999-01-01') as resolved_at
    from {{ ref('int_support__tickets') }} as tickets
    inner join targets on tickets.priority = targets.priority

),

from_tickets as (

    select
        count(*) + count(*) filter (where knows_first_response) as checks,
        count(*) filter (where knows_first_response and first_response_at <= response_due_at) as responses_met,
        count(*) filter (
            where knows_first_response and least(first_response_at, response_due_at) <= {{ as_of_at() }}
        ) as responses_evaluated,
        count(*) filter (where resolved_at <= resolution_due_at) as resolutions_met,
        count(*) filter (where least(resolved_at, resolution_due_at) <= {{ as_of_at() }}) as resolutions_evaluated
    from tickets

),

from_checks as (

    select
        count(*) as checks,
        count(*) filter (where sla_result = 'met') as met,
        count(*) filter (where sla_result = 'breached') as breached,
        count(*) filter (where sla_result = 'pending') as pending,
        count(evaluated_at) as evaluated,
        count(evaluated_at) filter (where check_kind = 'response') as responses_evaluated,
        count(evaluated_at) filter (where check_kind = 'resolution') as resolutions_evaluated
    from {{ ref('int_support__sla_checks') }}

)

select *
from from_checks
cross join from_tickets
where
    from_checks.checks != from_tickets.checks
    or from_checks.met + from_checks.breached != from_checks.evaluated
    or from_checks.evaluated + from_checks.pending != from_checks.checks
    or from_checks.met != from_tickets.responses_met + from_tickets.resolutions_met
    or from_checks.responses_evaluated != from_tickets.responses_evaluated
    or from_checks.resolutions_evaluated != from_tickets.resolutions_evaluated
