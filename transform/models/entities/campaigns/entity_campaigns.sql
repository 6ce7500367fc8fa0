-- One row per campaign: its state at the as-of date and what it cost and brought by then.
{%- set model = var('attribution_model') %}
with totals as (

    select
        campaign_id,
        min(case when cost_usd > 0 then metric_date end) as first_cost_date,
        max(case when cost_usd > 0 then metric_date end) as last_cost_date,
        sum(cast(cost_usd as decimal(18, 6))) as cost_to_date_usd,
        sum(case when metric_date > {{ as_of_date() }} - 30 then cast(cost_usd as decimal(18, 6)) else 0 end)
            as cost_30d_usd,
        sum(cast(budget_usd as decimal(18, 6))) as budget_to_date_usd,
        sum(cast(budgeted_cost_usd as decimal(18, 6))) as budgeted_cost_to_date_usd,
        sum({{ exact('ad_conversions') }}) as ad_conversions,
        {% for count in [
            'impressions', 'clicks', 'reactions', 'comments', 'shares', 'touches', 'emails_delivered', 'emails_opened',
            'emails_clicked', 'leads_created', 'mqls',
        ] %}
        cast(sum({{ count }}) as bigint) as {{ count }},
        {% endfor %}
        sum({{ exact_credit(model ~ "_conversions") }}) as attributed_conversions,
        sum(cast({{ model }}_revenue_usd as decimal(38, 9))) as attributed_revenue_usd
    from {{ ref('entity_campaigns_daily') }}
    group by campaign_id

),

states as (

    select *
    from {{ ref('int_marketing__campaign_versions') }}
    where valid_to = timestamp '9999-12-31'

)

select
    states.campaign_id,
    states.campaign_name,
    states.platform,
    states.platform_campaign_id,
    states.channel,
    states.campaign_status,
    states.is_active,
    states.start_date,
    states.end_date,
    totals.first_cost_date,
    totals.last_cost_date,
    cast(states.daily_budget_usd as double) as daily_budget_usd,
    cast(states.lifetime_budget_usd as double) as lifetime_budget_usd,
    cast(totals.budget_to_date_usd as double) as budget_to_date_usd,
    cast(totals.cost_to_date_usd as double) as cost_to_date_usd,
    cast(totals.cost_30d_usd as double) as cost_30d_usd,
    cast(100 * totals.budgeted_cost_to_date_usd as double) / nullif(cast(totals.budget_to_date_usd as double), 0)
        as budget_utilization_pct,
    totals.impressions,
    totals.clicks,
    cast(totals.ad_conversions as double) as ad_conversions,
    totals.reactions,
    totals.comments,
    totals.shares,
    100.0 * cast(totals.clicks as double) / nullif(totals.impressions, 0) as click_through_rate_pct,
    totals.touches,
    totals.emails_delivered,
    totals.emails_opened,
    totals.emails_clicked,
    totals.leads_created,
    totals.mqls,
    cast(totals.attributed_conversions as double) as attributed_conversions,
    cast(totals.attributed_revenue_usd as double) as attributed_revenue_usd,
    cast(100 * (totals.attributed_revenue_usd - totals.cost_to_date_usd) as double)
    / nullif(cast(totals.cost_to_date_usd as double), 0) as roi_pct
from states
inner join totals on states.campaign_id = totals.campaign_id
order by states.campaign_id
