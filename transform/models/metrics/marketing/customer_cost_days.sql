-- What a new customer costs and what a customer is worth, for the company as a whole, at the end of each day. Cost holds
-- marketing spend only. The worth is the margin of the mean customer over the share of customers that a month loses.
{%- set ad_tables = [
    'google_ads.campaign_stats', 'facebook_ads.basic_campaign', 'linkedin_ads.ad_analytics_by_campaign',
    'marketing.programme_costs',
] %}
with spend as (

    select
        ad_date as metric_date,
        sum(cost_usd) as cost_usd
    from {{ ref('int_marketing__ad_days') }}
    group by ad_date

),

customers as (

    select
        metric_date,
        sum(mrr_usd) as mrr_usd,
        count(case when mrr_usd > 0 then 1 end) as active_customers,
        count(case when mrr_movement = 'new' then 1 end) as new_customers
    from {{ ref('int_billing__customer_days') }}
    group by metric_date

),

stayed as (

    select
        today.metric_date,
        count(*) as retained_customers
    from {{ ref('int_billing__customer_days') }} as today
    inner join {{ ref('int_billing__customer_days') }} as a_year_ago
        on
            today.customer_id = a_year_ago.customer_id
            and today.metric_date = a_year_ago.metric_date + 365
    where today.mrr_usd > 0 and a_year_ago.mrr_usd > 0
    group by today.metric_date

),

first_days as (

    select min(metric_date) as metric_date from spend
    union all
    select min(metric_date) as metric_date from customers

),

days as (

    select
        cast(unnest(generate_series(
            cast(min(metric_date) as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
        )) as date) as metric_date
    from first_days

),

windows as (

    select
        days.metric_date,
        customers.mrr_usd,
        customers.active_customers,
        lag(customers.active_customers, 365) over (order by days.metric_date) as customers_a_year_ago,
        coalesce(stayed.retained_customers, 0) as retained_customers,
        coalesce(sum(spend.cost_usd) over last_90_days, 0) as spend_90d_usd,
        coalesce(sum(customers.new_customers) over last_90_days, 0) as new_customers_90d
    from days
    left join spend on days.metric_date = spend.metric_date
    left join customers on days.metric_date = customers.metric_date
    left join stayed on days.metric_date = stayed.metric_date
    window last_90_days as (order by days.metric_date rows between 89 preceding and current row)

)

select
    metric_date,
    {{ null_without(ad_tables, 'spend_90d_usd', 'double') }} as spend_90d_usd,
    cast({{ 'new_customers_90d' if has_billing() else 'null' }} as bigint) as new_customers_90d,
    cast(retained_customers as double) / nullif(customers_a_year_ago, 0) as retained_share,
    cast(mrr_usd as double) / nullif(active_customers, 0) * {{ var('gross_margin_pct', 80) }} / 100
    / nullif(1 - power(cast(retained_customers as double) / nullif(customers_a_year_ago, 0), 1.0 / 12), 0)
        as lifetime_value_usd,
    {{ null_without(ad_tables, 'spend_90d_usd', 'double') }}
    / nullif(cast({{ 'new_customers_90d' if has_billing() else 'null' }} as double), 0) as acquisition_cost_usd
from windows
