-- The credit of each touchpoint for each won deal by each of the six attribution models, and its share of the amount.
-- A touchpoint's credit is its share of the journey's weight, so weights need not sum to 1, and a W-shaped share that
-- finds no touchpoint is spread over the others in proportion.
with journeys as (

    select
        *,
        max(touched_at) over (partition by deal_id) as last_touched_at,
        max(case when touched_at <= lead_created_at then touch_number end) over (partition by deal_id)
            as lead_touch_number,
        max(case when touched_at <= opportunity_created_at then touch_number end) over (partition by deal_id)
            as opportunity_touch_number
    from {{ ref('int_marketing__journeys') }}

),

journeys_with_roles as (

    select
        *,
        case when touch_number = 1 then 0.3 else 0 end
        + case when touch_number = lead_touch_number then 0.3 else 0 end
        + case when touch_number = opportunity_touch_number then 0.3 else 0 end as role_weight
    from journeys

),

weights as (

    select
        *,
        case when touch_number = 1 then 1 else 0 end as first_touch_weight,
        case when touch_number = touch_count then 1 else 0 end as last_touch_weight,
        1 as linear_weight,
        -- Counted from the last touch and not from the deal: the shares are the same, and never too small to tell.
        power(
            cast(2 as double),
            -{{ elapsed_days('touched_at', 'last_touched_at') }} / {{ var('attribution_half_life_days') }}
        ) as time_decay_weight,
        case
            when touch_count <= 2 then 1
            when touch_number in (1, touch_count) then 0.4
            else 0.2 / (touch_count - 2)
        end as position_based_weight,
        case
            when role_weight > 0 then role_weight
            else 0.1 / count(case when role_weight = 0 then 1 end) over (partition by deal_id)
        end as w_shaped_weight
    from journeys_with_roles

),

long_weights as (

    {% for model in attribution_models() %}
    select
        deal_id,
        touchpoint_id,
        '{{ model }}' as attribution_model,
        campaign_id,
        channel,
        platform,
        closed_at,
        amount_usd,
        -- A decimal, so that their sum does not depend on the order of addition.
        cast({{ model }}_weight as decimal(38, 18)) as weight
    from weights
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

credits as (

    select
        *,
        round(
            cast(weight as double)
            / cast(sum(weight) over (partition by deal_id, attribution_model) as double), 12
        ) as credit
    from long_weights

)

select
    deal_id,
    touchpoint_id,
    attribution_model,
    campaign_id,
    channel,
    platform,
    credit,
    credit * cast(amount_usd as double) as revenue_usd,
    closed_at,
    cast(closed_at as date) as closed_date
from credits
