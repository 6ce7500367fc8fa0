{{ config(tags=['customer_success']) }}

-- Identities 7 and 8: a customer is lost on the days on which billing tells a churn.
select
    days.customer_id,
    days.metric_date
from {{ ref('customer_retention_days') }} as days
inner join {{ ref('int_billing__customer_days') }} as billing
    on
        days.customer_id = billing.customer_id
        and days.metric_date = billing.metric_date
where (days.churned_customers = 1) != (billing.churned_mrr_usd > 0)
