-- One row per subscription with its customer: as the app's contract names it, else as the metadata of the Stripe
-- customer does. A subscription of nobody that we know counts nowhere (a test warns of them).
with latest_versions as (

    select *
    from {{ ref('stg_stripe__subscription_versions') }}
    qualify row_number() over (partition by subscription_id order by version_from desc) = 1

),

contracts as (

    select
        subscription_id,
        org_id,
        plan
    from {{ ref('stg_app__subscriptions') }}
    qualify row_number() over (partition by subscription_id order by term_start_date desc) = 1

)

select
    latest_versions.subscription_id,
    organizations.org_id as customer_id,
    latest_versions.stripe_customer_id,
    contracts.plan as contract_plan,
    latest_versions.created_at,
    latest_versions.trial_start_at,
    latest_versions.trial_end_at,
    latest_versions.canceled_at,
    latest_versions.ended_at,
    latest_versions.is_ending_with_period,
    latest_versions.current_period_start_at,
    latest_versions.current_period_end_at
from latest_versions
left join contracts on latest_versions.subscription_id = contracts.subscription_id
left join {{ ref('stg_stripe__customers') }} as stripe_customers
    on latest_versions.stripe_customer_id = stripe_customers.stripe_customer_id
inner join {{ ref('stg_app__organizations') }} as organizations
    on organizations.org_id = coalesce(contracts.org_id, stripe_customers.org_id)
