-- For each won deal with touchpoints and each of the six models the credits sum to 1 and the revenue to the amount. One
-- touchpoint takes all; of two, position_based gives what linear gives. Returns what differs.
with journeys as (

    select
        deal_id,
        max(amount_usd) as amount_usd,
        count(*) as touch_count
    from {{ ref('int_marketing__journeys') }}
    group by deal_id

),

models as (

    {% for model in attribution_models() %}
    select '{{ model }}' as attribution_model
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

credited as (

    select
        deal_id,
        attribution_model,
        count(*) as touch_count,
        sum(credit) as credit,
        sum(revenue_usd) as revenue_usd,
        min(credit) as least_credit,
        max(credit) as most_credit
    from {{ ref('int_marketing__attribution') }}
    group by deal_id, attribution_model

)

select
    journeys.deal_id,
    models.attribution_model,
    journeys.touch_count,
    credited.credit,
    credited.revenue_usd,
    journeys.amount_usd
from journeys
cross join models
left join credited
    on
        journeys.deal_id = credited.deal_id
        and models.attribution_model = credited.attribution_model
where
    credited.deal_id is null
    or credited.touch_count != journeys.touch_count
    or abs(credited.credit - 1) > 1e-9
    or abs(credited.revenue_usd - journeys.amount_usd) > 0.01
    or (journeys.touch_count = 1 and credited.least_credit != 1)
    or (
        journeys.touch_count = 2
        and models.attribution_model in ('linear', 'position_based')
        and (credited.least_credit != 0.5 or credited.most_credit != 0.5)
    )
