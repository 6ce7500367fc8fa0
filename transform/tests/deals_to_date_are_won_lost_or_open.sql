-- Identity 43: at the end of every month, and at the as-of, the deals that had come by then are each in one stage, so that
-- won + lost + open = all; and the stage of a deal today is that of its last step.
with month_ends as (

    select unnest(generate_series(timestamp '2000-02-01', {{ as_of_at() }} + interval 1 month, interval 1 month)) as next_day

),

arrivals as (

    select
        deal_id,
        least(lead_created_at, opportunity_created_at, closed_at) as arrived_at
    from {{ ref('int_sales__deal_states') }}
    where is_dated

),

come as (

    select
        month_ends.next_day,
        count(*) as deals
    from month_ends
    inner join arrivals on month_ends.next_day > arrivals.arrived_at
    group by month_ends.next_day

),

staged as (

    select
        month_ends.next_day,
        count(*) as deals,
        count(distinct steps.deal_id) as distinct_deals
    from month_ends
    inner join {{ ref('int_sales__deal_stage_history') }} as steps
        on
            month_ends.next_day > steps.valid_from
            and (month_ends.next_day <= steps.valid_to or steps.valid_to is null)
    group by month_ends.next_day

)

select
    'month end' as what,
    cast(coalesce(come.next_day, staged.next_day) as varchar) as place
from come
full join staged on come.next_day = staged.next_day
where
    come.deals is distinct from staged.deals
    or staged.deals is distinct from staged.distinct_deals

union all

select
    'stage today' as what,
    deals.deal_id as place
from {{ ref('int_sales__deal_states') }} as deals
left join {{ ref('int_sales__deal_stage_history') }} as steps
    on
        deals.deal_id = steps.deal_id
        and steps.is_current
where
    deals.is_dated
    and deals.stage is distinct from steps.stage
