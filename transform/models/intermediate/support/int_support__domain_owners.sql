-- E-mail domains that belong to exactly one customer.
select
    org_domain,
    min(org_id) as org_id
from {{ ref('stg_app__organizations') }}
where org_domain is not null
group by org_domain
having count(*) = 1
