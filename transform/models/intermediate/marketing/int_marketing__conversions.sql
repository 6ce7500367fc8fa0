-- One row per won deal: whether any touchpoint led to it. Without touchpoints to look at nobody can tell.
with journeys as (

    select
        deal_id,
        count(*) as touch_count
    from {{ ref('int_marketing__journeys') }}
    group by deal_id

)

select
    deals.deal_id,
    deals.lead_id,
    deals.customer_id,
    deals.closed_at,
    cast(deals.closed_at as date) as closed_date,
    coalesce(cast(deals.amount_usd as decimal(18, 2)), 0) as amount_usd,
    {{ null_without(['hubspot.touchpoint'], 'coalesce(journeys.touch_count, 0)') }} as touch_count,
    {{ null_without(['hubspot.touchpoint'], 'coalesce(journeys.touch_count, 0) > 0', 'boolean') }} as is_attributed
from {{ ref('int_sales__deals') }} as deals
left join journeys on deals.deal_id = journeys.deal_id
where deals.stage = 'won'
    and deals.closed_at is not null
