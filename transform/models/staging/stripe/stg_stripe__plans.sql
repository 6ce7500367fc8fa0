select
    id as plan_id,
    product_id,
    lower(currency) as currency,
    lower("interval") as billing_interval,
    interval_count,
    lower(usage_type) as usage_type,
    amount as amount_cents,
    nickname,
    created as created_at
from {{ ref('base_stripe__plan') }}
where row_outcome = 'loaded'
