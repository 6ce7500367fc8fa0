{{ config(severity='warn') }}
-- A subscription whose customer is no organisation that we know counts nowhere: link it in the Stripe customer's metadata
-- (var stripe_organization_key), or in the app's table of subscriptions.
select distinct subscription_id
from {{ ref('stg_stripe__subscription_versions') }}
where subscription_id not in (select subscription_id from {{ ref('int_billing__subscriptions') }})
