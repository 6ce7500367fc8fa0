-- The tickets of sites in the shape of the other systems', each with the customer whose location the site is.
select
    'crm' as source,
    tickets.ticket_id,
    facilities.customer_id,
    tickets.facility_id,
    cast(null as varchar) as requester_user_id,
    cast(null as varchar) as assignee_name,
    cast(null as varchar) as subject,
    cast(null as varchar) as channel,
    tickets.created_at,
    tickets.first_response_at,
    true as knows_first_response,
    cast(null as varchar) as satisfaction,
    'open' as opening_status,
    case when tickets.is_open then 'open' else 'solved' end as reported_status,
    tickets.resolved_at as reported_at,
    tickets.priority as reported_priority
from {{ ref('int_crm__tickets') }} as tickets
left join {{ ref('int_sales__facilities') }} as facilities on tickets.facility_id = facilities.facility_id
