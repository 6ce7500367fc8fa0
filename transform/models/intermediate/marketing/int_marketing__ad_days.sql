-- What was planned for, spent on and counted for a campaign on a day: each day with a cost, a count or a budget.
select
    days.platform,
    days.channel,
    days.campaign_id,
    days.metric_date as ad_date,
    coalesce(spent.cost_usd, 0) as cost_usd,
    -- What counts against a budget: the cost of campaigns that have one.
    case when days.has_budget then coalesce(spent.cost_usd, 0) else 0 end as budgeted_cost_usd,
    days.budget_usd,
    coalesce(spent.impressions, 0) as impressions,
    coalesce(spent.clicks, 0) as clicks,
    coalesce(spent.conversions, 0) as conversions,
    spent.reactions,
    spent.comments,
    spent.shares
from {{ ref('int_marketing__campaign_days') }} as days
left join {{ ref('int_marketing__platform_days') }} as spent
    on
        days.campaign_id = spent.campaign_id
        and days.metric_date = spent.ad_date
where spent.campaign_id is not null or days.budget_usd is not null
