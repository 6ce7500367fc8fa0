-- Each person's first use of each feature, and whether there was another one on the 30 days after it. Where most of the
-- first day's use was tells the organisation and the platform.
with first_days as (

    select
        uses.user_id,
        uses.feature_id,
        uses.first_used_date,
        uses.is_retained_30d,
        arg_min(days.org_id, struct_pack(fewer := -days.event_count, days.org_id, days.platform)) as org_id,
        arg_min(days.platform, struct_pack(fewer := -days.event_count, days.org_id, days.platform)) as platform
    from {{ ref('int_features__first_uses') }} as uses
    inner join {{ ref('user_event_days') }} as days
        on
            uses.user_id = days.user_id
            and uses.feature_id = days.feature_id
            and uses.first_used_date = days.activity_date
    group by uses.user_id, uses.feature_id, uses.first_used_date, uses.is_retained_30d

),

people as (

    select
        user_id,
        cast(date_trunc('month', min(created_at)) as date) as cohort_month
    from {{ ref('user_org_mapping') }}
    group by user_id

)

select
    first_days.user_id,
    first_days.feature_id,
    first_days.first_used_date as metric_date,
    first_days.org_id,
    first_days.platform,
    people.cohort_month,
    case when first_days.is_retained_30d is null then 0 else 1 end as judged_30d,
    case when first_days.is_retained_30d then 1 else 0 end as retained_30d
from first_days
inner join people on first_days.user_id = people.user_id
order by metric_date, first_days.user_id, first_days.feature_id
