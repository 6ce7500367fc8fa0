select
    id as price_id,
    product_id,
    lower(currency) as currency,
    lower(type) as price_type,
    lower(recurring_interval) as billing_interval,
    recurring_interval_count as interval_count,
    lower(recurring_usage_type) as usage_type,
    coalesce(unit_amount_decimal, unit_amount) as unit_amount_cents,
    nickname,
    created as created_at
from {{ ref('base_stripe__price') }}
where row_outcome = 'loaded'
