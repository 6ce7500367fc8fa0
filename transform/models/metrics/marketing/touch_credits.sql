-- One row per won deal and touchpoint that led to it, on the day on which the deal was won, with the credit and the share
-- of the amount that each attribution model gives to the touchpoint.
with credits as (

    select
        deal_id,
        touchpoint_id,
        min(closed_date) as metric_date,
        min(campaign_id) as campaign_id,
        min(platform) as platform,
        min(channel) as channel,
        {% for model in attribution_models() %}
        max(case when attribution_model = '{{ model }}' then {{ exact_credit('credit') }} end)
            as {{ model }}_conversions,
        max(case when attribution_model = '{{ model }}' then cast(revenue_usd as decimal(38, 9)) end)
            as {{ model }}_revenue_usd{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_marketing__attribution') }}
    where closed_date <= {{ as_of_date() }}
    group by deal_id, touchpoint_id

)

select
    credits.deal_id,
    credits.touchpoint_id,
    credits.metric_date,
    coalesce(campaigns.campaign_id, 'none:' || credits.platform || ':' || credits.channel) as campaign_id,
    deals.segment,
    deals.industry,
    deals.region,
    {% for model in attribution_models() %}
    credits.{{ model }}_conversions,
    credits.{{ model }}_revenue_usd{{ ',' if not loop.last }}
    {% endfor %}
from credits
inner join {{ ref('int_sales__deals') }} as deals on credits.deal_id = deals.deal_id
left join {{ ref('dim_campaigns') }} as campaigns on credits.campaign_id = campaigns.campaign_id
