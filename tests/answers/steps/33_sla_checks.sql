-- Two checks for each ticket with a priority. Each is judged when it is done, but at the latest when it is due; one that
-- is neither done nor due yet is not judged.
with targets (priority, response_hours, resolution_hours) as (

    values ('critical', 1, 4), ('high', 2, 24), ('medium', 4, 72), ('low', 8, 120)

),

checks as (

    select
        ticket_id,
        org_id,
        created_at + response_hours * interval 1 hour as due_at,
        first_response_at as done_at
    from tickets
    inner join targets using (priority)

    union all

    select
        ticket_id,
        org_id,
        created_at + resolution_hours * interval 1 hour as due_at,
        resolved_at as done_at
    from tickets
    inner join targets using (priority)

)

select
    ticket_id,
    org_id,
    coalesce(done_at <= due_at, false) as is_met,
    cast(least(coalesce(done_at, due_at), due_at) as date) as day
from checks
where done_at <= due_at or due_at <= timestamp '2025-08-01 02:30:00'
