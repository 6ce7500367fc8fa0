-- Each feature in each month since its release, as it was then: adoption in the 30 days that end with the month (or the
-- as-of date), use and new users of the month, and whether those came back.
with month_uses as (

    select
        feature_id,
        cast(date_trunc('month', activity_date) as date) as feature_month,
        {{ sum_of_counts('event_count') }} as event_count,
        count(distinct user_id) as user_count,
        count(distinct org_id) as account_count
    from {{ ref('int_product_events__feature_daily') }}
    group by feature_id, feature_month

),

new_users as (

    select
        feature_id,
        cast(date_trunc('month', first_used_date) as date) as feature_month,
        count(*) as new_users,
        count(is_retained_30d) as new_users_judged,
        count(*) filter (where is_retained_30d) as new_users_retained_30d
    from {{ ref('int_features__first_uses') }}
    group by feature_id, feature_month

)

select
    adoption.feature_id,
    adoption.feature_month,
    adoption.period_end_date,
    adoption.is_complete,
    coalesce(month_uses.event_count, 0) as event_count,
    coalesce(month_uses.user_count, 0) as user_count,
    coalesce(month_uses.account_count, 0) as account_count,
    adoption.accounts_30d,
    adoption.accounts_adopted,
    adoption.active_customers,
    adoption.account_adoption_pct,
    adoption.users_30d,
    adoption.active_users_30d,
    adoption.user_adoption_pct,
    adoption.adoption_stage,
    coalesce(new_users.new_users, 0) as new_users,
    coalesce(new_users.new_users_judged, 0) as new_users_judged,
    coalesce(new_users.new_users_retained_30d, 0) as new_users_retained_30d,
    100.0 * new_users.new_users_retained_30d / nullif(new_users.new_users_judged, 0) as retention_30d_pct
from {{ ref('int_features__month_ends') }} as adoption
left join month_uses
    on
        adoption.feature_id = month_uses.feature_id
        and adoption.feature_month = month_uses.feature_month
left join new_users
    on
        adoption.feature_id = new_users.feature_id
        and adoption.feature_month = new_users.feature_month
order by adoption.feature_month, adoption.feature_id
