-- When each person first used each feature, and whether again within the 30 days after; null while those are not over.
with use_days as (

    select distinct
        user_id,
        feature_id,
        activity_date
    from {{ ref('int_product_events__feature_daily') }}

),

with_next as (

    select
        *,
        lead(activity_date) over same_feature as next_date,
        row_number() over same_feature as use_number
    from use_days
    window same_feature as (partition by user_id, feature_id order by activity_date)

)

select
    user_id,
    feature_id,
    activity_date as first_used_date,
    case
        when activity_date + 30 <= {{ as_of_date() }} then coalesce(next_date <= activity_date + 30, false)
    end as is_retained_30d
from with_next
where use_number = 1
