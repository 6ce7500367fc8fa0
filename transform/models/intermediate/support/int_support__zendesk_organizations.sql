-- Which customer a Zendesk organisation is: the one that its external id names, else the one with its e-mail domain.
with domain_owners as (

    select * from {{ ref('int_support__domain_owners') }}

),

by_domain as (

    select
        domains.zendesk_organization_id,
        min(domain_owners.org_id) as org_id
    from {{ ref('stg_zendesk__domain_names') }} as domains
    inner join domain_owners on domains.domain_name = domain_owners.org_domain
    group by domains.zendesk_organization_id
    -- Domains of several customers tell nothing.
    having count(distinct domain_owners.org_id) = 1

),

known_organizations as (

    select
        zendesk_organization_id,
        org_id
    from {{ ref('stg_zendesk__organizations') }}

    union

    -- Where the loader has the domains alone.
    select
        zendesk_organization_id,
        null as org_id
    from by_domain
    where zendesk_organization_id not in (
        select zendesk_organization_id from {{ ref('stg_zendesk__organizations') }}
    )

)

select
    known_organizations.zendesk_organization_id,
    coalesce(organizations.org_id, by_domain.org_id) as customer_id
from known_organizations
left join {{ ref('stg_app__organizations') }} as organizations on known_organizations.org_id = organizations.org_id
left join by_domain on known_organizations.zendesk_organization_id = by_domain.zendesk_organization_id
