-- What changed of a customer, when, from what to what.
with versions as (

    {{ change_history(
        ref('int_customers__changes'),
        'customer_id',
        ['customer_name', 'region', 'timezone', 'industry', 'account_segment', 'seat_tier', 'csm', 'plan', 'mrr_usd'],
    ) | indent(4) }}

)

select
    versions.customer_id,
    versions.version_number,
    versions.valid_from,
    versions.valid_to,
    versions.is_current,
    versions.what_changed,
    versions.old_value,
    versions.new_value,
    versions.customer_name,
    versions.region,
    versions.timezone,
    versions.industry,
    versions.account_segment,
    versions.seat_tier,
    versions.csm,
    versions.plan,
    cast(versions.mrr_usd as double) as mrr_usd
from versions
-- Salesforce and billing may know organisations that the app does not.
inner join {{ ref('stg_app__organizations') }} as organizations on versions.customer_id = organizations.org_id
order by versions.customer_id, versions.version_number
