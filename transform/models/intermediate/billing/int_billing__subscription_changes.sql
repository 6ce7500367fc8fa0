{{ config(materialized='table') }}

-- Every subscription as steps in time: its status and its monthly recurring revenue (MRR). Revenue counts while the
-- subscription is active or past due; what it is worth in another status is told as `contract_mrr_usd`.
with moments as (

    select
        subscription_id,
        valid_from as changed_at
    from {{ ref('int_billing__subscription_statuses') }}

    union

    select
        subscription_id,
        valid_from as changed_at
    from {{ ref('int_billing__subscription_items') }}

    union

    select
        subscription_id,
        valid_to as changed_at
    from {{ ref('int_billing__subscription_items') }}

    union

    select
        subscription_id,
        valid_from as changed_at
    from {{ ref('int_billing__discounts') }}

    union

    select
        subscription_id,
        valid_to as changed_at
    from {{ ref('int_billing__discounts') }}

),

statuses as (

    select
        moments.subscription_id,
        moments.changed_at,
        statuses.status
    from moments
    inner join {{ ref('int_billing__subscription_statuses') }} as statuses
        on
            moments.subscription_id = statuses.subscription_id
            and moments.changed_at >= statuses.valid_from
            and moments.changed_at < statuses.valid_to
    where moments.changed_at < {{ as_of_date() }} + interval 1 day

),

priced_items as (

    select
        moments.subscription_id,
        moments.changed_at,
        items.item_id,
        items.quantity,
        prices.plan,
        prices.price_id,
        prices.billing_interval,
        prices.interval_count,
        cast(items.quantity * prices.monthly_unit_usd as decimal(24, 10)) as list_mrr_usd
    from moments
    inner join {{ ref('int_billing__subscription_items') }} as items
        on
            moments.subscription_id = items.subscription_id
            and moments.changed_at >= items.valid_from
            and moments.changed_at < items.valid_to
    inner join {{ ref('int_billing__prices') }} as prices on items.price_id = prices.price_id
    where prices.is_recurring

),

-- The item that brings most stands for the plan.
items as (

    select
        subscription_id,
        changed_at,
        sum(quantity) as seats,
        sum(list_mrr_usd) as list_mrr_usd,
        first(plan order by list_mrr_usd desc, item_id) as plan,
        first(price_id order by list_mrr_usd desc, item_id) as price_id,
        first(billing_interval order by list_mrr_usd desc, item_id) as billing_interval,
        first(interval_count order by list_mrr_usd desc, item_id) as interval_count
    from priced_items
    group by subscription_id, changed_at

),

discounts as (

    select
        moments.subscription_id,
        moments.changed_at,
        product(1 - discounts.share_off) as share_left,
        sum({{ exact('discounts.amount_off_usd') }}) as amount_off_usd
    from moments
    inner join {{ ref('int_billing__discounts') }} as discounts
        on
            moments.subscription_id = discounts.subscription_id
            and moments.changed_at >= discounts.valid_from
            and moments.changed_at < discounts.valid_to
    group by moments.subscription_id, moments.changed_at

),

priced as (

    select
        statuses.subscription_id,
        statuses.changed_at,
        statuses.status,
        items.plan,
        items.price_id,
        items.billing_interval,
        items.interval_count,
        coalesce(items.seats, 0) as seats,
        cast(coalesce(items.list_mrr_usd, 0) as decimal(18, 6)) as list_mrr_usd,
        cast(greatest(
            coalesce(items.list_mrr_usd, 0) * coalesce(discounts.share_left, 1)
            - coalesce(
                {{ monthly_amount('discounts.amount_off_usd', 'items.billing_interval', 'items.interval_count') }}, 0
            ),
            0
        ) as decimal(18, 6)) as contract_mrr_usd
    from statuses
    left join items
        on
            statuses.subscription_id = items.subscription_id
            and statuses.changed_at = items.changed_at
    left join discounts
        on
            statuses.subscription_id = discounts.subscription_id
            and statuses.changed_at = discounts.changed_at

),

with_previous as (

    select
        *,
        lag(status) over before as previous_status,
        lag(price_id) over before as previous_price_id,
        lag(seats) over before as previous_seats,
        lag(contract_mrr_usd) over before as previous_mrr_usd
    from priced
    window before as (partition by subscription_id order by changed_at)

),

changes as (

    select *
    from with_previous
    where
        status is distinct from previous_status
        or price_id is distinct from previous_price_id
        or seats is distinct from previous_seats
        or contract_mrr_usd is distinct from previous_mrr_usd

)

select
    changes.subscription_id,
    subscriptions.customer_id,
    changes.changed_at as valid_from,
    coalesce(
        lead(changes.changed_at) over (partition by changes.subscription_id order by changes.changed_at),
        timestamp '9999-12-31'
    ) as valid_to,
    changes.status,
    coalesce(subscriptions.contract_plan, changes.plan) as plan,
    changes.price_id,
    changes.billing_interval,
    changes.interval_count,
    cast(changes.seats as bigint) as seats,
    changes.list_mrr_usd,
    changes.contract_mrr_usd,
    cast(case when {{ is_billed_status('changes.status') }} then changes.contract_mrr_usd else 0 end as decimal(18, 6))
        as mrr_usd,
    changes.status = 'past_due' as is_past_due,
    changes.status = 'trialing' as is_trialing
from changes
inner join {{ ref('int_billing__subscriptions') }} as subscriptions
    on changes.subscription_id = subscriptions.subscription_id
