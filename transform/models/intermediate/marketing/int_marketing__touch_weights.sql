-- How much each touchpoint of a journey weighs in each attribution model. Weights need not sum to 1: a touchpoint's
-- credit is its share of the journey's weight, so a W-shaped share that finds no touchpoint is spread in proportion.
with touches_with_marks as (

    select
        *,
        max(touched_at) over (partition by deal_id) as last_touched_at,
        max(case when touched_at <= lead_created_at then touch_number end) over (partition by deal_id)
            as lead_touch_number,
        max(case when touched_at <= opportunity_created_at then touch_number end) over (partition by deal_id)
            as opportunity_touch_number
    from {{ ref('int_marketing__journeys') }}

),

touches_with_roles as (

    select
        *,
        case when touch_number = 1 then 0.3 else 0 end
        + case when touch_number = lead_touch_number then 0.3 else 0 end
        + case when touch_number = opportunity_touch_number then 0.3 else 0 end as w_shaped_role_weight
    from touches_with_marks

),

with_other_touches as (

    select
        *,
        count(case when w_shaped_role_weight = 0 then 1 end) over (partition by deal_id) as other_touch_count
    from touches_with_roles

)

select
    deal_id,
    touchpoint_id,
    touch_number,
    touch_count,
    cast(case when touch_number = 1 then 1 else 0 end as double) as first_touch_weight,
    cast(case when touch_number = touch_count then 1 else 0 end as double) as last_touch_weight,
    cast(1 as double) as linear_weight,
    -- Counted from the last touch and not from the deal: the shares are the same, and never too small to tell.
    power(
        cast(2 as double),
        -{{ elapsed_days('touched_at', 'last_touched_at') }} / {{ var('attribution_half_life_days') }}
    ) as time_decay_weight,
    cast(case
        when touch_count <= 2 then 1
        when touch_number in (1, touch_count) then 0.4
        else 0.2 / (touch_count - 2)
    end as double) as position_based_weight,
    cast(case
        when w_shaped_role_weight > 0 then w_shaped_role_weight
        else 0.1 / other_touch_count
    end as double) as w_shaped_weight
from with_other_touches
