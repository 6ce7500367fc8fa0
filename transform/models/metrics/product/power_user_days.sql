-- Who was a power user in the 30 days that end on each day, by all that the person did, for each organisation for which
-- it was active in them. The rows without a user stand for organisations without any.
with people as (

    select
        user_id,
        max(organization_count) > 1 as has_several
    from {{ ref('user_org_mapping') }}
    group by user_id

),

sessions as (

    select
        user_id,
        metric_date,
        sum(session_count_30d) as session_count_30d
    from {{ ref('int_users__activity_windows') }}
    group by user_id, metric_date

),

-- Of the few people with several organisations a feature counts once, over all of them.
use_days as (

    select
        uses.user_id,
        uses.feature_id,
        cast(unnest(generate_series(
            cast(uses.activity_date as timestamp),
            cast(least(uses.activity_date + 29, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from {{ ref('int_product_events__feature_daily') }} as uses
    inner join people on uses.user_id = people.user_id
    where people.has_several

),

features as (

    select
        user_id,
        metric_date,
        count(distinct feature_id) as features_used_30d
    from use_days
    group by user_id, metric_date

    union all

    select
        windows.user_id,
        windows.metric_date,
        windows.features_used_30d
    from {{ ref('int_users__feature_windows') }} as windows
    inner join people on windows.user_id = people.user_id
    where not people.has_several

),

power_users as (

    select
        sessions.user_id,
        sessions.metric_date
    from sessions
    inner join features
        on
            sessions.user_id = features.user_id
            and sessions.metric_date = features.metric_date
    where {{ is_power_user('sessions.session_count_30d', 'features.features_used_30d') }}

)

select
    cast(windows.user_key as bigint) as power_user_key,
    windows.org_id,
    windows.metric_date
from power_users
inner join {{ ref('int_users__activity_windows') }} as windows
    on
        power_users.user_id = windows.user_id
        and power_users.metric_date = windows.metric_date

union all

select
    cast(null as bigint) as power_user_key,
    org_id,
    metric_date
from {{ ref('int_organizations__daily') }}
order by metric_date, org_id
