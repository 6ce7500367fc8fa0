-- The credit of each touchpoint for each won deal by each of the six attribution models, and its share of the amount.
with weights as (

    {% for model in attribution_models() %}
    select
        deal_id,
        touchpoint_id,
        '{{ model }}' as attribution_model,
        cast({{ model }}_weight as decimal(38, 18)) as weight
    from {{ ref('int_marketing__touch_weights') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

credits as (

    select
        *,
        cast(weight as double)
        / cast(sum(weight) over (partition by deal_id, attribution_model) as double) as credit
    from weights

)

select
    credits.deal_id,
    credits.touchpoint_id,
    credits.attribution_model,
    credits.credit,
    credits.credit * cast(journeys.amount_usd as double) as revenue_usd,
    journeys.lead_id,
    journeys.campaign_id,
    journeys.channel,
    journeys.platform,
    journeys.touch_number,
    journeys.touch_count,
    journeys.touched_at,
    journeys.closed_at,
    cast(journeys.closed_at as date) as closed_date
from credits
inner join {{ ref('int_marketing__journeys') }} as journeys
    on
        credits.deal_id = journeys.deal_id
        and credits.touchpoint_id = journeys.touchpoint_id
