-- Tickets but those that were deleted or are spam. A ticket is resolved when it was solved (or closed) for the last time
-- and not opened since; it is answered by the first public word of an agent, at the latest by its solution.
with latest as (

    select distinct on (id) *
    from raw_zendesk.ticket
    where id is not null and created_at <= timestamp '2025-08-01 02:30:00'
    order by id, _fivetran_synced desc

),

turns as (

    select
        ticket_id,
        changed_at,
        value in ('solved', 'closed') as is_done,
        lag(value in ('solved', 'closed'), 1, false) over (partition by ticket_id order by changed_at) as was_done
    from ticket_changes
    where field_name = 'status'

),

resolutions as (

    select
        ticket_id,
        arg_max(is_done, changed_at) as is_done,
        max(changed_at) filter (where is_done and not was_done) as last_resolved_at
    from turns
    group by ticket_id

),

responses as (

    select
        comments.ticket_id,
        min(comments.created) as first_response_at
    from raw_zendesk.ticket_comment as comments
    inner join raw_zendesk.user as authors on comments.user_id = authors.id
    inner join latest on comments.ticket_id = latest.id
    where comments.public and authors.role in ('agent', 'admin') and comments.created > latest.created_at
    group by comments.ticket_id

)

select
    latest.id as ticket_id,
    owners.org_id,
    latest.created_at,
    case latest.priority when 'urgent' then 'critical' when 'normal' then 'medium' else latest.priority end as priority,
    latest.via_channel as channel,
    case when resolutions.is_done then resolutions.last_resolved_at end as resolved_at,
    -- least() passes over what is not there
    case
        when responses.first_response_at is not null
            then least(responses.first_response_at, case when resolutions.is_done then last_resolved_at end)
    end as first_response_at
from latest
inner join ticket_owners as owners on latest.id = owners.ticket_id
left join resolutions on latest.id = resolutions.ticket_id
left join responses on latest.id = responses.ticket_id
where
    latest.status != 'deleted'
    and latest.id not in (select ticket_id from raw_zendesk.ticket_tag where tag = 'spam')
