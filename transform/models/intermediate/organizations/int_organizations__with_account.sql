-- Every organisation with its Salesforce account, and an integer key that lives as long as this build.
select
    cast(row_number() over (order by organizations.org_id) as integer) as org_key,
    organizations.org_id,
    organizations.org_name,
    organizations.org_domain,
    organizations.region,
    organizations.timezone,
    cast(organizations.created_at as date) as org_created_date,
    accounts.account_name as salesforce_account_name,
    accounts.industry,
    accounts.account_segment,
    accounts.seat_tier,
    accounts.csm,
    accounts.current_arr,
    accounts.annualrevenue,
    accounts.first_paying_date,
    {{ is_paying('accounts.current_arr') }} as is_paying_customer,
    {{ plan_status('accounts.current_arr', 'accounts.first_paying_date', as_of_date()) }} as plan_status
from {{ ref('stg_app__organizations') }} as organizations
left join {{ ref('int_salesforce__org_accounts') }} as accounts on organizations.org_id = accounts.org_id
