select
    id as coupon_id,
    percent_off,
    amount_off as amount_off_cents,
    lower(currency) as currency,
    lower(duration) as duration,
    duration_in_months,
    created as created_at
from {{ ref('base_stripe__coupon') }}
where row_outcome = 'loaded'
