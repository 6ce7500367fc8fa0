-- Recurring discounts as steps in time: those that come once are no part of recurring revenue.
select
    discounts.discount_id,
    discounts.subscription_id,
    coalesce(coupons.percent_off, 0) / 100.0 as share_off,
    coalesce({{ to_usd('coupons.amount_off_cents', 'coupons.currency') }}, 0) as amount_off_usd,
    coalesce(discounts.start_at, subscriptions.created_at) as valid_from,
    coalesce(
        discounts.end_at,
        case
            when coupons.duration = 'repeating'
                then
                    coalesce(discounts.start_at, subscriptions.created_at)
                    + to_months(cast(coupons.duration_in_months as integer))
        end,
        timestamp '9999-12-31'
    ) as valid_to
from {{ ref('stg_stripe__subscription_discounts') }} as discounts
inner join {{ ref('stg_stripe__coupons') }} as coupons on discounts.coupon_id = coupons.coupon_id
inner join {{ ref('int_billing__subscriptions') }} as subscriptions
    on discounts.subscription_id = subscriptions.subscription_id
where coupons.duration in ('forever', 'repeating')
