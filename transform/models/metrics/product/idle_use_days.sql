{{ config(materialized='view') }}

-- The rows of user_activity_windows that stand for nobody: one for every organisation and day, and one for a platform and
-- feature whose last use by the organisation is more than 30 days past, so that the last day of a period is there for
-- whatever is chosen. They also take off what counts for several features, so that sums are right with and without them.
with use_days as (

    select
        org_id,
        platform,
        feature_id,
        activity_date,
        sum(repeated_event_count) as repeated_event_count,
        lead(activity_date) over (partition by org_id, platform, feature_id order by activity_date) as next_date
    from {{ ref('user_event_days') }}
    group by org_id, platform, feature_id, activity_date

),

idle_days as (

    select
        org_id,
        platform,
        feature_id,
        cast(unnest(generate_series(
            cast(activity_date + 30 as timestamp),
            cast(least(next_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from use_days

),

reasons as (

    select
        org_id,
        metric_date,
        'other' as platform,
        cast(null as varchar) as feature_id,
        0 as user_event_count
    from {{ ref('int_organizations__daily') }}

    union all

    select
        org_id,
        metric_date,
        platform,
        feature_id,
        0 as user_event_count
    from idle_days

    union all

    select
        org_id,
        activity_date as metric_date,
        platform,
        cast(null as varchar) as feature_id,
        -repeated_event_count as user_event_count
    from use_days
    where repeated_event_count > 0

)

select
    org_id,
    metric_date,
    platform,
    feature_id,
    {{ sum_of_counts('user_event_count') }} as user_event_count
from reasons
group by org_id, metric_date, platform, feature_id
