-- Every active customer beside every released feature on each day, and whether it used the feature in the last 30 days:
-- so that each feature is told among all active customers.
with use_days as (

    select
        org_id,
        feature_id,
        activity_date,
        lead(activity_date) over (partition by org_id, feature_id order by activity_date) as next_date
    from {{ ref('int_product_events__feature_daily') }}
    group by org_id, feature_id, activity_date

),

windows as (

    select
        org_id,
        feature_id,
        cast(unnest(generate_series(
            cast(activity_date as timestamp),
            cast(least(activity_date + 29, next_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from use_days

)

select
    spine.org_id,
    spine.metric_date,
    features.feature_id,
    {{ null_without(
        ['releases.features'], 'case when spine.is_active_customer then spine.org_id end', 'varchar'
    ) }} as active_customer_id,
    case when spine.is_active_customer and windows.org_id is not null then spine.org_id end as using_customer_id
from {{ ref('int_organizations__daily') }} as spine
left join {{ ref('dim_features') }} as features on spine.metric_date >= features.released_date
left join windows
    on
        spine.org_id = windows.org_id
        and spine.metric_date = windows.metric_date
        and features.feature_id = windows.feature_id
order by spine.metric_date, spine.org_id
