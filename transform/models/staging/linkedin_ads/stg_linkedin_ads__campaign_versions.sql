-- A campaign's states in time. A budget in another currency than dollars is unknown here: no source tells its rate.
select
    id as platform_campaign_id,
    name as campaign_name,
    lower(status) as campaign_status,
    cast(run_schedule_start as date) as start_date,
    cast(run_schedule_end as date) as end_date,
    last_modified_time as changed_at,
    case when upper(coalesce(daily_budget_currency_code, 'USD')) = 'USD' then
        cast(daily_budget_amount as decimal(18, 2)) end as daily_budget_usd,
    case when upper(coalesce(total_budget_currency_code, 'USD')) = 'USD' then
        cast(total_budget_amount as decimal(18, 2)) end as lifetime_budget_usd
from {{ ref('base_linkedin_ads__campaign_history') }}
where row_outcome = 'loaded'
