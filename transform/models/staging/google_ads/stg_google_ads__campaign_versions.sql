-- A campaign's states in time, money in dollars.
select
    id as platform_campaign_id,
    name as campaign_name,
    lower(status) as campaign_status,
    lower(advertising_channel_type) as ad_type,
    start_date,
    end_date,
    updated_at as changed_at,
    cast(campaign_budget_amount_micros / 1000000.0 as decimal(18, 2)) as daily_budget_usd,
    cast(campaign_budget_total_amount_micros / 1000000.0 as decimal(18, 2)) as lifetime_budget_usd
from {{ ref('base_google_ads__campaign_history') }}
where row_outcome = 'loaded'
