-- One row per won deal, on the day on which it was won: whether touchpoints led to it, and how many.
select
    conversions.deal_id,
    conversions.closed_date as metric_date,
    deals.rep_id,
    deals.segment,
    deals.industry,
    deals.region,
    case when conversions.is_attributed then 1 when not conversions.is_attributed then 0 end as attributed_conversions,
    case when conversions.is_attributed then 0 when not conversions.is_attributed then 1 end as unattributed_conversions,
    conversions.touch_count
from {{ ref('int_marketing__conversions') }} as conversions
inner join {{ ref('int_sales__deals') }} as deals on conversions.deal_id = deals.deal_id
where conversions.closed_date <= {{ as_of_date() }}
