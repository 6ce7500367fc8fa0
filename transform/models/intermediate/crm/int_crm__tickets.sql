-- The tickets of the sites as they stand at the as-of, by their moments and not by what the CRM calls their status.
with resolved as (

    select
        ticket_id,
        {{ or_unassigned('facility_id') }} as facility_id,
        {{ ticket_priority('priority') }} as priority,
        created_at,
        case when not {{ is_after_as_of('first_response_at') }} then first_response_at end as first_response_at,
        case when not {{ is_after_as_of('resolved_at') }} then resolved_at end as resolved_at
    from {{ ref('stg_tickets') }}

)

select
    ticket_id,
    facility_id,
    priority,
    resolved_at is null as is_open,
    created_at,
    -- Whoever writes only after the solution has answered with the solution.
    case when first_response_at > resolved_at then resolved_at else first_response_at end as first_response_at,
    resolved_at
from resolved
