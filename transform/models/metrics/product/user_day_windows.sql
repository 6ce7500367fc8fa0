-- On which days of the last 30 each person was active, for every day: how many people were active on a mean day. Who is
-- active for two organisations or on two platforms on one day counts once wherever both are looked at.
with user_days as (

    select distinct
        users.user_key,
        days.org_id,
        days.platform,
        days.activity_date
    from {{ ref('user_event_days') }} as days
    inner join {{ ref('user_org_mapping') }} as users
        on
            days.user_id = users.user_id
            and days.org_id = users.org_id
    -- To sort before the days are repeated costs little, and a day's rows still lie among those of a month.
    order by days.activity_date, days.org_id

),

covered_days as (

    select
        *,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(least(activity_date + 29, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from user_days

)

select
    cast(user_key as bigint) * 100000 + (activity_date - date '1970-01-01') as user_day_key,
    org_id,
    metric_date,
    platform
from covered_days

union all

-- Nobody: so that the last day of a period is there for every choice of organisations and platforms.
select
    cast(null as bigint) as user_day_key,
    spine.org_id,
    spine.metric_date,
    platforms.platform
from {{ ref('int_organizations__daily') }} as spine
cross join {{ ref('dim_platforms') }} as platforms
