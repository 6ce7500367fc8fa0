-- The journey to each won deal: the touchpoints of its lead in the elapsed days (var attribution_lookback_days) up to
-- and including the moment of the deal, in their order.
with in_reach as (

    select
        deals.deal_id,
        deals.lead_id,
        deals.closed_at,
        deals.lead_created_at,
        deals.opportunity_created_at,
        coalesce(cast(deals.amount_usd as decimal(18, 2)), 0) as amount_usd,
        touchpoints.touchpoint_id,
        touchpoints.touched_at,
        touchpoints.channel,
        touchpoints.platform,
        touchpoints.campaign_id
    from {{ ref('int_sales__deals') }} as deals
    inner join {{ ref('int_marketing__touchpoints') }} as touchpoints on deals.lead_id = touchpoints.lead_id
    where
        deals.stage = 'won'
        and touchpoints.touched_at <= deals.closed_at
        and touchpoints.touched_at >= deals.closed_at - interval '{{ var("attribution_lookback_days") }}' day

)

select
    *,
    row_number() over (partition by deal_id order by touched_at, touchpoint_id) as touch_number,
    count(*) over (partition by deal_id) as touch_count
from in_reach
