-- HubSpot's tickets that count. Deleted and spam tickets count nowhere.
with closing_stages as (

    select
        stage_id,
        pipeline_id
    from {{ ref('stg_hubspot__ticket_pipeline_stages') }}
    where is_closed

)

select
    'hubspot' as source,
    tickets.ticket_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as facility_id,
    cast(null as varchar) as requester_user_id,
    tickets.owner_id as assignee_name,
    tickets.subject,
    tickets.channel,
    tickets.created_at,
    tickets.first_agent_reply_at as first_response_at,
    true as knows_first_response,
    cast(null as varchar) as satisfaction,
    'open' as opening_status,
    case when tickets.closed_at is not null or closing_stages.stage_id is not null then 'closed' else 'open' end
        as reported_status,
    tickets.closed_at as reported_at,
    tickets.priority as reported_priority
from {{ ref('stg_hubspot__tickets') }} as tickets
left join closing_stages
    on
        tickets.stage_id = closing_stages.stage_id
        and tickets.pipeline_id = closing_stages.pipeline_id
where
    not tickets.is_deleted
    and tickets.category is distinct from 'spam'
