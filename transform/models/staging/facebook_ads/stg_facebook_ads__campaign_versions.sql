-- A campaign's states in time; Facebook gives budgets in cents, and 0 for the kind that is not used.
select
    id as platform_campaign_id,
    name as campaign_name,
    lower(status) as campaign_status,
    cast(start_time as date) as start_date,
    cast(stop_time as date) as end_date,
    updated_time as changed_at,
    cast(nullif(daily_budget, 0) / 100.0 as decimal(18, 2)) as daily_budget_usd,
    cast(nullif(lifetime_budget, 0) / 100.0 as decimal(18, 2)) as lifetime_budget_usd
from {{ ref('base_facebook_ads__campaign_history') }}
where row_outcome = 'loaded'
