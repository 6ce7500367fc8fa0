-- One row per deal that was won or lost, on the day on which it was. One whose close nobody dated counts nowhere.
select
    deal_id,
    cast(closed_at as date) as metric_date,
    rep_id,
    facility_id,
    segment,
    industry,
    region,
    channel,
    stage as outcome,
    cast(stage = 'won' as integer) as is_won,
    cast(stage = 'lost' as integer) as is_lost,
    cast(case when stage = 'won' then coalesce(amount_usd, 0) else 0 end as decimal(18, 2)) as won_amount_usd,
    -- What was closed before it was created is an error: it has no length.
    cast(
        case when stage = 'won' and closed_at >= created_at then {{ elapsed_days('created_at', 'closed_at') }} end
        as decimal(18, 10)
    ) as won_cycle_days
from {{ ref('int_sales__deals') }}
where
    stage in ('won', 'lost')
    and cast(closed_at as date) <= {{ as_of_date() }}
