-- How many distinct catalogue features a user used for an organisation in the last 30 days, for every day on which it was
-- one at least. From steps: a feature counts from a use on for 30 days, and a number holds until the next step.
with uses as (

    select
        user_id,
        org_id,
        feature_id,
        activity_date,
        lag(activity_date) over same_feature as previous_date,
        lead(activity_date) over same_feature as next_date
    from {{ ref('int_product_events__feature_daily') }}
    window same_feature as (partition by user_id, org_id, feature_id order by activity_date)

),

changes as (

    select
        user_id,
        org_id,
        activity_date as change_date,
        1 as change
    from uses
    where coalesce(activity_date > previous_date + 30, true)

    union all

    select
        user_id,
        org_id,
        activity_date + 30 as change_date,
        -1 as change
    from uses
    where coalesce(next_date > activity_date + 30, true)

),

steps as (

    select
        user_id,
        org_id,
        change_date as valid_from,
        sum(sum(change)) over user_steps as features_used_30d,
        lead(change_date) over user_steps as valid_to
    from changes
    group by user_id, org_id, change_date
    window user_steps as (partition by user_id, org_id order by change_date)

),

days as (

    select
        user_id,
        org_id,
        cast(features_used_30d as integer) as features_used_30d,
        cast(unnest(generate_series(
            cast(valid_from as timestamp), cast(least(valid_to - 1, {{ as_of_date() }}) as timestamp), interval 1 day
        )) as date) as metric_date
    from steps
    where features_used_30d > 0

)

select
    users.user_key,
    days.user_id,
    days.org_id,
    days.metric_date,
    days.features_used_30d,
    not {{ is_enabled('users', 'days.metric_date') }} as is_disabled
from days
inner join {{ ref('user_org_mapping') }} as users
    on
        days.user_id = users.user_id
        and days.org_id = users.org_id
