-- Tickets that are open, critical or high and past their resolution target at the end of the day, whatever became of them.
select
    days.day,
    tickets.ticket_id,
    tickets.org_id
from (select distinct day from score_days) as days
inner join tickets on tickets.created_at < days.day + 1
inner join ticket_changes as changes on tickets.ticket_id = changes.ticket_id and changes.changed_at < days.day + 1
group by days.day, tickets.ticket_id, tickets.org_id, tickets.created_at
having
    arg_max(value, changed_at) filter (where field_name = 'status') not in ('solved', 'closed')
    and tickets.created_at + case arg_max(value, changed_at) filter (where field_name = 'priority')
        when 'critical' then interval 4 hour
        when 'high' then interval 24 hour
    end < days.day + 1
