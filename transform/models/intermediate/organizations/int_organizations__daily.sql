-- The spine: one row per organisation and day since it came (or first acted), from the first day of events to the
-- as-of date, with its ARR of that day:
-- the CRM's figure, and what it pays.
with first_activity as (

    select
        org_id,
        min(activity_date) as first_activity_date
    from {{ ref('int_product_events__org_daily') }}
    group by org_id

),

bounds as (

    select
        organizations.org_id,
        organizations.first_paying_date,
        greatest(
            least(
                organizations.org_created_date,
                coalesce(first_activity.first_activity_date, organizations.org_created_date)
            ),
            coalesce((select min(first_activity_date) from first_activity), {{ as_of_date() }})
        ) as first_date
    from {{ ref('int_organizations__with_account') }} as organizations
    left join first_activity on organizations.org_id = first_activity.org_id

),

days as (

    select
        org_id,
        first_paying_date,
        cast(unnest(generate_series(
            cast(first_date as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
        )) as date) as metric_date
    from bounds

),

with_arr as (

    select
        days.org_id,
        days.metric_date,
        days.first_paying_date,
        arr.current_arr,
        {{ customer_arr('billing.mrr_usd', 'arr.current_arr') }} as customer_arr,
        coalesce(billing.is_trialing, false) as is_trialing
    from days
    left join {{ ref('int_salesforce__arr_changes') }} as arr
        on
            days.org_id = arr.org_id
            and days.metric_date >= arr.valid_from
            and days.metric_date < arr.valid_to
    left join {{ ref('int_billing__customer_days') }} as billing
        on
            days.org_id = billing.customer_id
            and days.metric_date = billing.metric_date

)

select
    org_id,
    metric_date,
    current_arr,
    customer_arr,
    {{ is_paying('customer_arr') }} as is_active_customer,
    case when first_paying_date <= metric_date then metric_date - first_paying_date end as tenure_days,
    {{ plan_status('customer_arr', 'first_paying_date', 'metric_date', 'is_trialing') }} as plan_status
from with_arr
order by metric_date, org_id
