-- Each value that the status and the priority of a ticket were given, of all systems. What history tells of before the
-- creation counts as of the creation; where it tells nothing, the ticket's own row does.
with tickets as (

    select * from {{ ref('int_support__reported_tickets') }}

),

closing_stages as (

    -- A stage id that stands in several pipelines means the same in each.
    select
        stage_id,
        bool_or(is_closed) as is_closed
    from {{ ref('stg_hubspot__ticket_pipeline_stages') }}
    group by stage_id

),

told_by_history as (

    select
        'zendesk' as source,
        ticket_id,
        changed_at,
        field_name as attribute,
        case field_name
            when 'status' then {{ ticket_status('new_value') }}
            else {{ ticket_priority('new_value') }}
        end as new_value
    from {{ ref('stg_zendesk__ticket_field_history') }}
    where field_name in ('status', 'priority')

    union all

    select
        'hubspot' as source,
        history.ticket_id,
        history.changed_at,
        'status' as attribute,
        case when closing_stages.is_closed then 'closed' else 'open' end as new_value
    from {{ ref('stg_hubspot__ticket_property_history') }} as history
    inner join closing_stages on history.new_value = closing_stages.stage_id
    where history.property_name = 'hs_pipeline_stage'

    union all

    select
        'hubspot' as source,
        ticket_id,
        changed_at,
        'priority' as attribute,
        {{ ticket_priority('new_value') }} as new_value
    from {{ ref('stg_hubspot__ticket_property_history') }}
    where property_name = 'hs_ticket_priority'

),

with_history as (

    select
        source,
        ticket_id,
        bool_or(attribute = 'status') as tells_status,
        bool_or(attribute = 'priority') as tells_priority
    from told_by_history
    group by source, ticket_id

),

-- How every ticket begins, and the last known state of one whose history is not there.
told_by_ticket as (

    select
        tickets.source,
        tickets.ticket_id,
        tickets.created_at,
        tickets.opening_status,
        tickets.reported_status,
        tickets.reported_at,
        tickets.reported_priority,
        coalesce(with_history.tells_status, false) as tells_status,
        coalesce(with_history.tells_priority, false) as tells_priority
    from tickets
    left join with_history
        on
            tickets.source = with_history.source
            and tickets.ticket_id = with_history.ticket_id

)

select
    source,
    ticket_id,
    created_at as changed_at,
    'status' as attribute,
    opening_status as new_value,
    timestamp '0001-01-01' as told_at
from told_by_ticket

union all

select
    source,
    ticket_id,
    greatest(coalesce(reported_at, created_at), created_at) as changed_at,
    'status' as attribute,
    reported_status as new_value,
    coalesce(reported_at, created_at) as told_at
from told_by_ticket
where
    not tells_status
    and greatest(coalesce(reported_at, created_at), created_at) <= {{ as_of_at() }}

union all

select
    source,
    ticket_id,
    created_at as changed_at,
    'priority' as attribute,
    reported_priority as new_value,
    created_at as told_at
from told_by_ticket
where not tells_priority

union all

select
    told_by_history.source,
    told_by_history.ticket_id,
    greatest(told_by_history.changed_at, tickets.created_at) as changed_at,
    told_by_history.attribute,
    told_by_history.new_value,
    told_by_history.changed_at as told_at
from told_by_history
inner join tickets
    on
        told_by_history.source = tickets.source
        and told_by_history.ticket_id = tickets.ticket_id
