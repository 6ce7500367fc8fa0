-- Identity 6: the revenue of all subscriptions is that of all customers, at every month end and at the as-of date.
with subscriptions as (

    select
        metric_date,
        cast(round(sum(mrr_usd), 2) as decimal(18, 2)) as subscriptions_mrr_usd
    from {{ ref('entity_subscriptions_monthly') }}
    group by metric_date

),

customers as (

    select
        metric_date,
        cast(round(sum(mrr_usd), 2) as decimal(18, 2)) as customers_mrr_usd
    from {{ ref('int_billing__customer_days') }}
    where
        metric_date = last_day(metric_date)
        or metric_date = {{ as_of_date() }}
    group by metric_date

)

select
    coalesce(customers.metric_date, subscriptions.metric_date) as metric_date,
    subscriptions.subscriptions_mrr_usd,
    customers.customers_mrr_usd
from customers
full outer join subscriptions on customers.metric_date = subscriptions.metric_date
where abs(coalesce(subscriptions_mrr_usd, 0) - coalesce(customers_mrr_usd, 0)) > 0.01
