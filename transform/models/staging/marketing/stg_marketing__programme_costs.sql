select
    id as programme_cost_id,
    programme_id as platform_campaign_id,
    lower(cost_type) as cost_type,
    date as cost_date,
    cast(amount_usd as decimal(18, 6)) as cost_usd
from {{ ref('base_marketing__programme_costs') }}
where row_outcome = 'loaded'
