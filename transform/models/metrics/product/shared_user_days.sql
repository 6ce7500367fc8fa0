-- Days on which a person was active for several organisations, for each of the 30 days that see them in their last: by a
-- key, so that a total counts such a day once. All other days of people are numbers in active_user_counts.
with shared_days as (

    select
        org_id,
        activity_date,
        user_key * 100000 + (activity_date - date '1970-01-01') as user_day_key,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(least(activity_date + 29, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from {{ ref('int_users__people_days') }}
    where is_for_several

)

select
    org_id,
    metric_date,
    case when metric_date = activity_date then user_day_key end as user_day_key,
    user_day_key as user_day_30d_key
from shared_days

union all

-- Nobody: so that the last day of a period is there for every choice of organisations.
select
    org_id,
    metric_date,
    cast(null as bigint) as user_day_key,
    cast(null as bigint) as user_day_30d_key
from {{ ref('int_organizations__daily') }}
order by metric_date, org_id
