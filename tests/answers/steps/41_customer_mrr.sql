-- The recurring revenue of every customer at the end of every day, on days without revenue as well, from Stripe's rows.

-- The app's contracts; where the loader delivered one again, the latest counts.
with contracts as (

    select distinct on (subscription_id, term_start) *
    from raw_app.subscriptions
    where subscription_id is not null
    order by subscription_id, term_start, _airbyte_extracted_at desc

),

-- The organisation that the contract names, else the one in the metadata of the Stripe customer.
subscription_owners as (

    select distinct on (history.id)
        history.id as subscription_id,
        coalesce(contracts.organization_id, json_extract_string(customer.metadata, '$.organization_id')) as customer_id
    from raw_stripe.subscription_history as history
    left join contracts on history.id = contracts.subscription_id
    left join raw_stripe.customer as customer on history.customer_id = customer.id
    order by history.id, contracts.term_start desc, customer._fivetran_synced desc

),

all_days as (

    select cast(unnest(generate_series(timestamp '2022-01-01', timestamp '2025-07-31', interval 1 day)) as date) as day

),

-- A month's worth of each item at the end of each day: licensed recurring prices only, brought to a month.
item_amounts as (

    select
        all_days.day,
        items.subscription_id,
        sum(items.quantity * case price.recurring_interval
            when 'month' then 1.0
            when 'year' then 1.0 / 12
            when 'week' then 365.0 / 84
            when 'day' then 365.0 / 12
        end / price.recurring_interval_count * price.unit_amount_decimal / 100) as list_amount,
        -- A discount in dollars is one per invoice, so it is brought to a month as the price is.
        max(case price.recurring_interval
            when 'month' then 1.0
            when 'year' then 1.0 / 12
            when 'week' then 365.0 / 84
            when 'day' then 365.0 / 12
        end / price.recurring_interval_count) as invoices_a_month
    from all_days
    inner join (
        select distinct id, subscription_id, plan_id, quantity, _fivetran_start, _fivetran_end
        from raw_stripe.subscription_item
    ) as items
        on items._fivetran_start < all_days.day + 1 and items._fivetran_end >= all_days.day + 1
    inner join (select distinct on (id) * from raw_stripe.price order by id, _fivetran_synced desc) as price
        on items.plan_id = price.id
    where price.type = 'recurring' and price.recurring_usage_type = 'licensed' and price.currency = 'usd'
    group by all_days.day, items.subscription_id

),

-- What is taken off for good or for some months; a discount of one invoice is no part of recurring revenue.
discounts as (

    select
        all_days.day,
        given.subscription_id,
        product(1 - coalesce(coupon.percent_off, 0) / 100) as share_left,
        sum(coalesce(coupon.amount_off, 0) / 100.0) as dollars_off
    from all_days
    inner join (
        select distinct id, coupon_id, subscription_id, "start", "end" from raw_stripe.subscription_discount
    ) as given
        on given."start" < all_days.day + 1
    inner join (select distinct on (id) * from raw_stripe.coupon order by id, _fivetran_synced desc) as coupon
        on given.coupon_id = coupon.id
    where
        coupon.duration in ('forever', 'repeating')
        and coalesce(
            given."end",
            case coupon.duration
                when 'repeating' then given."start" + to_months(cast(coupon.duration_in_months as integer))
            end,
            timestamp '9999-12-31'
        ) >= all_days.day + 1
    group by all_days.day, given.subscription_id

),

-- Only active and past due subscriptions bring revenue. Money is kept to the millionth of a dollar.
subscription_days as (

    select
        all_days.day,
        owners.customer_id,
        history.id as subscription_id,
        round(greatest(0,
            amounts.list_amount * coalesce(discounts.share_left, 1)
            - coalesce(discounts.dollars_off, 0) * amounts.invoices_a_month
        ), 6) as mrr
    from all_days
    inner join (
        select distinct id, status, _fivetran_start, _fivetran_end from raw_stripe.subscription_history
    ) as history
        on history._fivetran_start < all_days.day + 1 and history._fivetran_end >= all_days.day + 1
    inner join subscription_owners as owners on history.id = owners.subscription_id
    inner join item_amounts as amounts on history.id = amounts.subscription_id and all_days.day = amounts.day
    left join discounts on history.id = discounts.subscription_id and all_days.day = discounts.day
    where history.status in ('active', 'past_due')

)

select
    customers.customer_id,
    all_days.day,
    coalesce(sum(subscription_days.mrr), 0) as mrr
from all_days
cross join (select distinct customer_id from subscription_owners) as customers
left join subscription_days
    on all_days.day = subscription_days.day and customers.customer_id = subscription_days.customer_id
group by customers.customer_id, all_days.day
