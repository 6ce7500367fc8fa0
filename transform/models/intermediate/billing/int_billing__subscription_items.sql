-- The items of a subscription as steps in time. Where the connector keeps no versions of items, the quantities of a
-- subscription with one item stand in its own history.
with items as (

    select
        items.item_id,
        items.subscription_id,
        items.price_id,
        items.quantity,
        items.version_from is not null as has_versions,
        case
            when row_number() over versions = 1
                then least(
                    coalesce(items.created_at, subscriptions.created_at, items.version_from),
                    coalesce(items.version_from, items.created_at, subscriptions.created_at)
                )
            else items.version_from
        end as valid_from,
        coalesce(items.version_until, lead(items.version_from) over versions, timestamp '9999-12-31') as valid_to,
        count(*) over (partition by items.subscription_id) as version_count
    from {{ ref('stg_stripe__subscription_items') }} as items
    inner join {{ ref('int_billing__subscriptions') }} as subscriptions
        on items.subscription_id = subscriptions.subscription_id
    window versions as (partition by items.item_id order by items.version_from nulls first)

),

quantities as (

    select
        subscription_id,
        quantity,
        case when row_number() over versions = 1 then least(created_at, version_from) else version_from end
            as valid_from,
        coalesce(lead(version_from) over versions, timestamp '9999-12-31') as valid_to
    from {{ ref('stg_stripe__subscription_versions') }}
    where quantity is not null
    window versions as (partition by subscription_id order by version_from)

)

select
    items.item_id,
    items.subscription_id,
    items.price_id,
    coalesce(quantities.quantity, items.quantity) as quantity,
    greatest(items.valid_from, coalesce(quantities.valid_from, items.valid_from)) as valid_from,
    least(items.valid_to, coalesce(quantities.valid_to, items.valid_to)) as valid_to
from items
left join quantities
    on
        items.subscription_id = quantities.subscription_id
        and not items.has_versions
        and items.version_count = 1
        and quantities.valid_to > items.valid_from
        and quantities.valid_from < items.valid_to
