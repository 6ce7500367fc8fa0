-- A programme's states in time.
select
    id as platform_campaign_id,
    name as campaign_name,
    lower(channel) as channel,
    lower(status) as campaign_status,
    start_date,
    end_date,
    updated_at as changed_at,
    cast(daily_budget_usd as decimal(18, 2)) as daily_budget_usd,
    cast(lifetime_budget_usd as decimal(18, 2)) as lifetime_budget_usd
from {{ ref('base_marketing__programmes') }}
where row_outcome = 'loaded'
