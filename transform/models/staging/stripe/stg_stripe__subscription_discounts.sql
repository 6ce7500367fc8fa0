select
    id as discount_id,
    coupon_id,
    subscription_id,
    "start" as start_at,
    "end" as end_at
from {{ ref('base_stripe__subscription_discount') }}
where row_outcome = 'loaded'
