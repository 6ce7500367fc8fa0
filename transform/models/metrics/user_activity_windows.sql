-- Who was active in the day, week and month that end on each day, by platform and feature: a year of monthly active users
-- is a scan. The rows without a user stand for nobody: for every organisation and day, and for a platform and feature
-- whose last use is past, so that the last day of a period is there for whatever is chosen.
with use_days as (

    select
        users.user_key,
        days.* exclude (user_id),
        lead(days.activity_date) over (
            partition by days.user_id, days.org_id, days.platform, days.feature_id order by days.activity_date
        ) as next_date
    from {{ ref('user_event_days') }} as days
    inner join {{ ref('user_org_mapping') }} as users
        on
            days.user_id = users.user_id
            and days.org_id = users.org_id

),

feature_numbers as (

    select
        feature_id,
        row_number() over (order by feature_id) as feature_number
    from {{ ref('int_features__event_names') }}
    group by feature_id

),

-- In the order of use, so that the rows of a day lie among those of a month: to sort them all would cost more than all else.
uses_in_order as (

    select
        use_days.*,
        feature_numbers.feature_number
    from use_days
    left join feature_numbers on use_days.feature_id = feature_numbers.feature_id
    order by use_days.activity_date, use_days.org_id

),

covered_days as (

    select
        *,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(least(activity_date + 29, next_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from uses_in_order

)

select
    cast(user_key as bigint) as user_key,
    org_id,
    metric_date,
    platform,
    feature_id,
    metric_date = activity_date as is_active_1d,
    metric_date < activity_date + 7 as is_active_7d,
    true as is_active_30d,
    -- One number per user and day, to count user-days over any period without counting a person twice.
    case when metric_date = activity_date then cast(user_key as bigint) * 100000 + (metric_date - date '1970-01-01') end
        as user_day_key,
    cast(user_key as bigint) * 100000 + feature_number as user_feature_key,
    cast(case when metric_date = activity_date then event_count else 0 end as {{ count_type() }}) as user_event_count
from covered_days

union all

select
    cast(null as bigint) as user_key,
    org_id,
    metric_date,
    platform,
    feature_id,
    false as is_active_1d,
    false as is_active_7d,
    false as is_active_30d,
    cast(null as bigint) as user_day_key,
    cast(null as bigint) as user_feature_key,
    user_event_count
from {{ ref('idle_use_days') }}
