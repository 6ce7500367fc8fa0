-- Identities 1 and 7 for the whole company and every month: what was there, came, came back and left is what is there.
with months as (

    select
        date_trunc('month', metric_date) as metric_month,
        max(metric_date) as last_date,
        sum(new_mrr_usd + expansion_mrr_usd + reactivation_mrr_usd - contraction_mrr_usd - churned_mrr_usd) as net_new_mrr_usd,
        count(*) filter (where mrr_movement in ('new', 'reactivation'))
        - count(*) filter (where mrr_movement = 'churn') as net_new_customers
    from {{ ref('int_billing__customer_days') }}
    group by date_trunc('month', metric_date)

),

closing as (

    select
        months.metric_month,
        months.net_new_mrr_usd,
        months.net_new_customers,
        sum(days.mrr_usd) as mrr_usd,
        count(*) filter (where days.mrr_usd > 0) as active_customers
    from months
    inner join {{ ref('int_billing__customer_days') }} as days on months.last_date = days.metric_date
    group by months.metric_month, months.net_new_mrr_usd, months.net_new_customers

),

followed as (

    select
        *,
        lag(mrr_usd, 1, 0) over (order by metric_month) as opening_mrr_usd,
        lag(active_customers, 1, 0) over (order by metric_month) as opening_customers
    from closing

)

select *
from followed
where
    opening_mrr_usd + net_new_mrr_usd != mrr_usd
    or opening_customers + net_new_customers != active_customers
