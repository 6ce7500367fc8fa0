-- What the status and the priority of each ticket became, and when; one scale of priorities whatever Zendesk says.
select distinct
    ticket_id,
    field_name,
    updated as changed_at,
    case value when 'urgent' then 'critical' when 'normal' then 'medium' else value end as value
from raw_zendesk.ticket_field_history
where field_name in ('status', 'priority') and updated <= timestamp '2025-08-01 02:30:00'
