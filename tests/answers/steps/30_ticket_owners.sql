-- Whose ticket it is: of the organization that it names, else of its requester's, else of the one whose e-mail domain
-- the requester has. Zendesk's organizations are linked by their external id, else by their domain.
with domains as (

    select distinct on (id) domain, id as org_id
    from raw_app.organizations
    order by id, _airbyte_extracted_at desc

),

zendesk_organizations as (

    select
        zendesk.id,
        coalesce(organizations.org_id, domains.org_id) as org_id
    from (select distinct id, external_id from raw_zendesk.organization) as zendesk
    left join organizations on zendesk.external_id = organizations.org_id
    left join (select distinct organization_id, domain_name from raw_zendesk.domain_name) as names
        on zendesk.id = names.organization_id
    left join domains on names.domain_name = domains.domain

)

select
    tickets.id as ticket_id,
    coalesce(named.org_id, of_requester.org_id, domains.org_id) as org_id
from (select distinct on (id) * from raw_zendesk.ticket order by id, _fivetran_synced desc) as tickets
left join (select distinct on (id) * from raw_zendesk.user order by id, _fivetran_synced desc) as requesters
    on tickets.requester_id = requesters.id
left join zendesk_organizations as named on tickets.organization_id = named.id
left join zendesk_organizations as of_requester on requesters.organization_id = of_requester.id
left join domains on split_part(lower(requesters.email), '@', 2) = domains.domain
