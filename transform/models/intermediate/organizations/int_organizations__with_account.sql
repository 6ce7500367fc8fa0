-- Every organisation with its Salesforce account, what it pays today, and an integer key that lives as long as this build.
with billing_today as (

    select
        customer_id,
        mrr_usd,
        is_trialing,
        first_paying_date
    from {{ ref('int_billing__customer_days') }}
    where metric_date = {{ as_of_date() }}

),

organizations as (

    select
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
        {{ customer_arr('billing_today.mrr_usd', 'accounts.current_arr') }} as customer_arr,
        accounts.annualrevenue,
        {{ 'billing_today' if has_billing() else 'accounts' }}.first_paying_date,
        coalesce(billing_today.is_trialing, false) as is_trialing
    from {{ ref('stg_app__organizations') }} as organizations
    left join {{ ref('int_salesforce__org_accounts') }} as accounts on organizations.org_id = accounts.org_id
    left join billing_today on organizations.org_id = billing_today.customer_id

)

select
    cast(row_number() over (order by org_id) as integer) as org_key,
    * exclude (is_trialing),
    {{ is_paying('customer_arr') }} as is_paying_customer,
    {{ plan_status('customer_arr', 'first_paying_date', as_of_date(), 'is_trialing') }} as plan_status
from organizations
