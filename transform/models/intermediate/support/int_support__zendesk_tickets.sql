-- Zendesk's tickets that count, each with its customer: that of the ticket's organisation, else of the requester's, else
-- the one whose e-mail domain the requester has. Deleted and spam tickets count nowhere.
with spam as (

    select distinct ticket_id
    from {{ ref('stg_zendesk__ticket_tags') }}
    where tag in ('{{ var("spam_ticket_tags") | join("', '") }}')

),

first_responses as (

    select
        tickets.ticket_id,
        min(comments.created_at) as first_response_at
    from {{ ref('stg_zendesk__ticket_comments') }} as comments
    inner join {{ ref('stg_zendesk__tickets') }} as tickets on comments.ticket_id = tickets.ticket_id
    inner join {{ ref('stg_zendesk__users') }} as authors on comments.author_id = authors.zendesk_user_id
    where
        comments.is_public
        and comments.created_at > tickets.created_at
        -- Whoever is no agent is a requester, or copied in.
        and authors.role in ('agent', 'admin')
    group by tickets.ticket_id

),

latest_ratings as (

    select
        ticket_id,
        score,
        rated_at
    from {{ ref('stg_zendesk__satisfaction_ratings') }}
    where score in ('good', 'bad')
    qualify row_number() over (partition by ticket_id order by rated_at desc, rating_id) = 1

)

select
    'zendesk' as source,
    tickets.ticket_id,
    coalesce(ticket_organizations.customer_id, requester_organizations.customer_id, domain_owners.org_id) as customer_id,
    cast(null as varchar) as facility_id,
    requesters.user_id as requester_user_id,
    agents.user_name as assignee_name,
    tickets.subject,
    tickets.channel,
    tickets.created_at,
    first_responses.first_response_at,
    {{ (not source_is_missing('zendesk.ticket_comment') and not source_is_missing('zendesk.user')) | lower }}
        as knows_first_response,
    latest_ratings.score as satisfaction,
    'new' as opening_status,
    tickets.status as reported_status,
    tickets.updated_at as reported_at,
    tickets.priority as reported_priority
from {{ ref('stg_zendesk__tickets') }} as tickets
left join {{ ref('stg_zendesk__users') }} as requesters on tickets.requester_id = requesters.zendesk_user_id
left join {{ ref('stg_zendesk__users') }} as agents on tickets.assignee_id = agents.zendesk_user_id
left join {{ ref('int_support__zendesk_organizations') }} as ticket_organizations
    on tickets.zendesk_organization_id = ticket_organizations.zendesk_organization_id
left join {{ ref('int_support__zendesk_organizations') }} as requester_organizations
    on requesters.zendesk_organization_id = requester_organizations.zendesk_organization_id
left join {{ ref('int_support__domain_owners') }} as domain_owners
    on split_part(requesters.email, '@', 2) = domain_owners.org_domain
left join first_responses on tickets.ticket_id = first_responses.ticket_id
left join latest_ratings on tickets.ticket_id = latest_ratings.ticket_id
where
    tickets.status is distinct from 'deleted'
    and tickets.status is distinct from 'spam'
    and tickets.ticket_id not in (select ticket_id from spam)
