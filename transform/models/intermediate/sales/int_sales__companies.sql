-- One row per HubSpot company, with the customer whose web domain it has.
with customers as (

    select
        lower(org_domain) as domain,
        min(org_id) as customer_id
    from {{ ref('stg_app__organizations') }}
    where org_domain is not null
    group by lower(org_domain)

)

select
    companies.company_id,
    customers.customer_id,
    companies.company_name,
    companies.industry,
    companies.segment,
    companies.region,
    companies.employees
from {{ ref('stg_hubspot__companies') }} as companies
left join customers on companies.domain = customers.domain
