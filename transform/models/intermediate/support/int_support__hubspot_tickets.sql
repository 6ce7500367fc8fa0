-- HubSpot's tickets that count, each with the customer that its companies are: by the organisation's id where somebody
-- wrote it into the company, else by the company's domain. Deleted and spam tickets count nowhere.
with company_customers as (

    select
        companies.company_id,
        coalesce(organizations.org_id, domain_owners.org_id) as customer_id
    from {{ ref('stg_hubspot__companies') }} as companies
    left join {{ ref('stg_app__organizations') }} as organizations on companies.org_id = organizations.org_id
    left join {{ ref('int_support__domain_owners') }} as domain_owners on companies.domain = domain_owners.org_domain

),

ticket_customers as (

    select
        links.ticket_id,
        min(company_customers.customer_id) as customer_id
    from {{ ref('stg_hubspot__ticket_companies') }} as links
    inner join company_customers on links.company_id = company_customers.company_id
    group by links.ticket_id
    -- A ticket of companies of several customers is nobody's alone.
    having count(distinct company_customers.customer_id) = 1

),

closing_stages as (

    select
        stage_id,
        pipeline_id
    from {{ ref('stg_hubspot__ticket_pipeline_stages') }}
    where is_closed

)

select
    'hubspot' as source,
    tickets.ticket_id,
    ticket_customers.customer_id,
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
left join ticket_customers on tickets.ticket_id = ticket_customers.ticket_id
left join closing_stages
    on
        tickets.stage_id = closing_stages.stage_id
        and tickets.pipeline_id = closing_stages.pipeline_id
where
    not tickets.is_deleted
    and tickets.category is distinct from 'spam'
