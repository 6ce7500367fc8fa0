{%- set attributes = ['status', 'plan', 'billing_interval', 'interval_count', 'seats', 'mrr_usd', 'term_end_date'] %}
-- Every change of a subscription, from its versions in Stripe and the terms of its contract.
with changes as (

    {% for attribute in attributes if attribute != 'term_end_date' %}
    select
        subscription_id,
        valid_from as changed_at,
        '{{ attribute }}' as attribute,
        cast({{ attribute }} as varchar) as new_value
    from {{ ref('int_billing__subscription_changes') }}

    union all

    {% endfor %}
    select
        terms.subscription_id,
        greatest(cast(terms.term_start_date as timestamp), subscriptions.created_at) as changed_at,
        'term_end_date' as attribute,
        cast(terms.term_end_date as varchar) as new_value
    from {{ ref('int_billing__terms') }} as terms
    inner join {{ ref('int_billing__subscriptions') }} as subscriptions
        on terms.subscription_id = subscriptions.subscription_id
    where terms.term_start_date <= {{ as_of_date() }}

),

versions as (

    {{ change_history('changes', 'subscription_id', attributes) | indent(4) }}

)

select
    versions.subscription_id,
    subscriptions.customer_id,
    versions.version_number,
    versions.valid_from,
    versions.valid_to,
    versions.is_current,
    versions.what_changed,
    versions.old_value,
    versions.new_value,
    versions.status,
    versions.plan,
    versions.billing_interval,
    cast(versions.interval_count as bigint) as interval_count,
    cast(versions.seats as bigint) as seats,
    cast(versions.mrr_usd as double) as mrr_usd,
    cast(versions.term_end_date as date) as term_end_date
from versions
inner join {{ ref('int_billing__subscriptions') }} as subscriptions
    on versions.subscription_id = subscriptions.subscription_id
order by versions.subscription_id, versions.version_number
