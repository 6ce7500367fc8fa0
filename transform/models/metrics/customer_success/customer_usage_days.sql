-- Every customer on every day with what it used and how much it could have used; what is asked of active customers is
-- null for the others.
with days as (

    select
        spine.org_id as customer_id,
        spine.metric_date,
        cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
        spine.is_active_customer,
        features.features_adopted,
        features.core_features_adopted,
        features.features_released,
        features.core_features_released,
        billing.seats,
        windows.user_event_count_14d,
        windows.user_event_count_30d,
        windows.user_event_count_prior_30d
    from {{ ref('int_organizations__daily') }} as spine
    inner join {{ ref('int_organizations__with_account') }} as organizations on spine.org_id = organizations.org_id
    inner join {{ ref('int_organizations__activity_windows') }} as windows
        on
            spine.org_id = windows.org_id
            and spine.metric_date = windows.metric_date
    left join {{ ref('int_features__customer_days') }} as features
        on
            spine.org_id = features.customer_id
            and spine.metric_date = features.metric_date
    left join {{ ref('int_billing__customer_days') }} as billing
        on
            spine.org_id = billing.customer_id
            and spine.metric_date = billing.metric_date

)

select
    customer_id,
    metric_date,
    cohort_month,
    case when is_active_customer then features_adopted end as features_adopted,
    case when is_active_customer then core_features_adopted end as core_features_adopted,
    case when is_active_customer then features_adopted - core_features_adopted end as advanced_features_adopted,
    case when is_active_customer then features_released end as features_released,
    case when is_active_customer then core_features_released end as core_features_released,
    case when is_active_customer then features_released - core_features_released end as advanced_features_released,
    case when is_active_customer then seats end as seats,
    {{ null_without_users('user_event_count_30d', count_type()) }} as user_event_count_30d,
    {{ null_without_users('user_event_count_prior_30d', count_type()) }} as user_event_count_prior_30d,
    {{ null_without_users('cast(is_active_customer and user_event_count_14d = 0 as bigint)') }} as inactive_customers_14d
from days
order by metric_date, customer_id
