-- What each campaign cost and brought on each day, both sides of every return in one place: cost without touchpoints and
-- touchpoints without a campaign have their rows, and leads that nothing touched have one without a campaign.
{%- set paid_platforms = ['google', 'facebook', 'linkedin'] %}
{%- set money = [
    'cost_usd', 'budget_usd', 'budgeted_cost_usd', 'active_cost_to_date_usd', 'linear_revenue_usd', 'return_usd',
] %}
{%- set counts = ['impressions', 'clicks', 'social_impressions', 'social_interactions', 'leads_created', 'mqls'] %}
with facts as (

    select
        campaign_id,
        metric_date,
        cost_usd,
        budget_usd,
        budgeted_cost_usd,
        case when is_active then cost_to_date_usd else 0 end as active_cost_to_date_usd,
        0 as linear_revenue_usd,
        0 as return_usd,
        ad_conversions,
        impressions,
        clicks,
        case when platform in ('facebook', 'linkedin') then impressions else 0 end as social_impressions,
        case
            when platform in ('facebook', 'linkedin')
                then clicks + coalesce(reactions, 0) + coalesce(comments, 0) + coalesce(shares, 0)
            else 0
        end as social_interactions,
        0 as leads_created,
        0 as mqls
    from {{ ref('entity_campaigns_daily') }}

    {% for model, day, told in [
        ('touch_credits', 'metric_date', {
            'linear_revenue_usd': 'linear_revenue_usd', 'return_usd': var('attribution_model') ~ '_revenue_usd',
        }),
        ('marketing_leads', 'created_date', {'leads_created': '1'}),
        ('qualified_leads', 'metric_date', {'mqls': '1'}),
    ] %}
    union all

    select
        campaign_id,
        {{ day }} as metric_date,
        {% for column in money + ['ad_conversions'] + counts %}
        {{ told.get(column, '0') }} as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref(model) }}
    where {{ day }} <= {{ as_of_date() }}
    {% endfor %}

),

totals as (

    select
        campaign_id,
        metric_date,
        {% for column in money %}
        coalesce(sum(cast({{ column }} as decimal(38, 9))), 0) as {{ column }},
        {% endfor %}
        {% for column in counts %}
        cast(sum({{ column }}) as bigint) as {{ column }},
        {% endfor %}
        sum({{ exact('ad_conversions') }}) as ad_conversions
    from facts
    group by campaign_id, metric_date

)

select
    totals.campaign_id,
    totals.metric_date,
    totals.cost_usd,
    {% for platform in paid_platforms %}
    case when campaigns.platform = '{{ platform }}' then totals.cost_usd else 0 end as {{ platform }}_cost_usd,
    {% endfor %}
    totals.active_cost_to_date_usd,
    totals.budget_usd,
    totals.budgeted_cost_usd,
    totals.impressions,
    totals.clicks,
    totals.ad_conversions,
    totals.social_impressions,
    totals.social_interactions,
    totals.leads_created,
    {{ null_without(['hubspot.contact_property_history', 'hubspot.contact'], 'totals.mqls') }} as mqls,
    {%- set touch_tables = ['hubspot.touchpoint'] if not attribution_is_missing() else [] %}
    {{ null_without(touch_tables, 'totals.return_usd', 'decimal(38, 9)') }} as return_usd,
    {{ null_without(touch_tables, 'totals.linear_revenue_usd', 'decimal(38, 9)') }} as linear_revenue_usd,
    {% for platform in paid_platforms %}
    {{ null_without(
        touch_tables, "case when campaigns.platform = '" ~ platform ~ "' then totals.linear_revenue_usd else 0 end",
        'decimal(38, 9)',
    ) }} as {{ platform }}_revenue_usd{{ ',' if not loop.last }}
    {% endfor %}
from totals
left join {{ ref('dim_campaigns') }} as campaigns on totals.campaign_id = campaigns.campaign_id
