-- Whose events an increment reads beside the days that it reads whole: those of everybody who may act for an
-- organisation of which a day is replaced. Empty on a full build.
with org_keys as (

    select distinct org_key
    from {{ ref('int_product_events__org_days_to_rebuild') }}

)

select distinct users.user_id as distinct_id
from {{ ref('user_org_mapping') }} as users
inner join org_keys on users.org_key = org_keys.org_key

union all

select 'org-' || organizations.org_id as distinct_id
from {{ ref('int_organizations__with_account') }} as organizations
inner join org_keys on organizations.org_key = org_keys.org_key
