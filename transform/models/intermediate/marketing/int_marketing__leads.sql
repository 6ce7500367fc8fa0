-- One row per lead that marketing knows: when it first qualified and how it scored then, its first and last touchpoint.
with touches as (

    select
        *,
        row_number() over (partition by lead_id order by touched_at, touchpoint_id) as touch_number,
        count(*) over (partition by lead_id) as touch_count
    from {{ ref('int_marketing__touchpoints') }}
    where lead_id is not null

),

first_touches as (

    select * from touches where touch_number = 1

),

last_touches as (

    select * from touches where touch_number = touch_count

)

select
    coalesce(first_touches.lead_id, qualified.lead_id) as lead_id,
    coalesce(qualified.contact_id, first_touches.contact_id) as contact_id,
    qualified.mql_at,
    cast(qualified.mql_at as date) as mql_date,
    qualified.mql_score,
    coalesce(first_touches.touch_count, 0) as touch_count,
    first_touches.touchpoint_id as first_touchpoint_id,
    first_touches.touched_at as first_touched_at,
    first_touches.channel as first_touch_channel,
    first_touches.platform as first_touch_platform,
    first_touches.campaign_id as first_touch_campaign_id,
    last_touches.touchpoint_id as last_touchpoint_id,
    last_touches.touched_at as last_touched_at,
    last_touches.channel as last_touch_channel,
    last_touches.platform as last_touch_platform,
    last_touches.campaign_id as last_touch_campaign_id
from first_touches
inner join last_touches on first_touches.lead_id = last_touches.lead_id
full outer join {{ ref('int_marketing__qualifications') }} as qualified on first_touches.lead_id = qualified.lead_id
