select
    org_id,
    org_name,
    org_domain,
    region,
    timezone,
    org_created_date,
    salesforce_account_name,
    industry,
    account_segment,
    seat_tier,
    csm,
    current_arr,
    annualrevenue,
    first_paying_date,
    is_paying_customer,
    plan_status
from {{ ref('int_organizations__with_account') }}
order by org_id
