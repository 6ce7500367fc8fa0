-- What one unit of each price costs a month. Metered and one-time prices are no recurring revenue.
with prices as (

    select
        price_id,
        product_id,
        currency,
        billing_interval,
        interval_count,
        unit_amount_cents,
        nickname,
        coalesce(price_type, 'recurring') = 'recurring'
        and coalesce(usage_type, 'licensed') = 'licensed' as is_recurring
    from {{ ref('stg_stripe__prices') }}

    union all

    -- Older accounts have plans, under the ids that their prices have now.
    select
        plan_id as price_id,
        product_id,
        currency,
        billing_interval,
        interval_count,
        cast(amount_cents as double) as unit_amount_cents,
        nickname,
        coalesce(usage_type, 'licensed') = 'licensed' as is_recurring
    from {{ ref('stg_stripe__plans') }}
    where plan_id not in (select price_id from {{ ref('stg_stripe__prices') }})

)

select
    prices.price_id,
    prices.product_id,
    lower(coalesce(products.product_name, prices.nickname, prices.product_id)) as plan,
    prices.currency,
    prices.billing_interval,
    coalesce(prices.interval_count, 1) as interval_count,
    prices.is_recurring and prices.billing_interval is not null as is_recurring,
    cast({{ monthly_amount(to_usd('prices.unit_amount_cents', 'prices.currency'), 'prices.billing_interval',
        'prices.interval_count') }} as decimal(24, 10)) as monthly_unit_usd
from prices
left join {{ ref('stg_stripe__products') }} as products on prices.product_id = products.product_id
