-- Every customer on every day since its first subscription: whether it paid now, a day, 30 and 365 days before, and how
-- far it was expanded in the last 30 days.
with days as (

    select
        billing.customer_id,
        billing.metric_date,
        cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
        billing.mrr_usd > 0 as is_active,
        billing.mrr_movement = 'churn' as has_churned,
        billing.expansion_mrr_usd
    from {{ ref('int_billing__customer_days') }} as billing
    inner join {{ ref('int_organizations__with_account') }} as organizations
        on billing.customer_id = organizations.org_id

),

-- From its first subscription on a customer has a row for each day: 30 rows before is 30 days before.
compared as (

    select
        *,
        coalesce(lag(is_active, 30) over customer_days, false) as was_active_30d_ago,
        coalesce(lag(is_active, 365) over customer_days, false) as was_active_365d_ago,
        sum(expansion_mrr_usd) over (customer_days rows between 29 preceding and current row) as expansion_mrr_30d
    from days
    window customer_days as (partition by customer_id order by metric_date)

)

select
    customer_id,
    metric_date,
    cohort_month,
    cast(has_churned as bigint) as churned_customers,
    cast(was_active_30d_ago as bigint) as customers_30d_ago,
    cast(was_active_30d_ago and not is_active as bigint) as customers_lost_30d,
    cast(was_active_365d_ago as bigint) as customers_365d_ago,
    cast(was_active_365d_ago and is_active as bigint) as customers_kept_365d,
    cast(expansion_mrr_30d as decimal(18, 6)) as expansion_mrr_30d_usd
from compared
order by metric_date, customer_id
