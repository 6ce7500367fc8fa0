-- What the company spent on marketing in the windows that end on each day, beside what it won by it: new customers, and
-- the recurring revenue of that day and of 90 days before.
{%- set ad_tables = [
    'google_ads.campaign_stats', 'facebook_ads.basic_campaign', 'linkedin_ads.ad_analytics_by_campaign',
    'marketing.programme_costs',
] %}
with revenue as (

    select
        metric_date,
        sum(mrr_usd) as mrr_usd,
        count(*) filter (where new_mrr_usd > 0) as new_customers
    from {{ ref('int_billing__customer_days') }}
    group by metric_date

),

spend as (

    select
        ad_date,
        sum(cost_usd) as cost_usd
    from {{ ref('int_marketing__ad_days') }}
    group by ad_date

),

days as (

    select cast(unnest(generate_series(
        cast(least((select min(metric_date) from revenue), (select min(ad_date) from spend)) as timestamp),
        cast({{ as_of_date() }} as timestamp),
        interval 1 day
    )) as date) as metric_date

),

with_both as (

    select
        days.metric_date,
        coalesce(revenue.mrr_usd, 0) as mrr_usd,
        coalesce(revenue.new_customers, 0) as new_customers,
        coalesce(spend.cost_usd, 0) as cost_usd
    from days
    left join revenue on days.metric_date = revenue.metric_date
    left join spend on days.metric_date = spend.ad_date

)

select
    metric_date,
    cast(mrr_usd as decimal(18, 6)) as mrr_usd,
    cast(lag(mrr_usd, 90, 0) over (order by metric_date) as decimal(18, 6)) as mrr_90d_ago_usd,
    cast(sum(new_customers) over last_90_days as bigint) as new_customers_90d,
    {{ null_without(ad_tables, 'sum(cost_usd) over last_90_days', 'decimal(18, 6)') }} as ad_spend_90d_usd,
    {{ null_without(ad_tables, 'coalesce(sum(cost_usd) over prior_90_days, 0)', 'decimal(18, 6)') }} as ad_spend_prior_90d_usd
from with_both
window
    last_90_days as (order by metric_date rows between 89 preceding and current row),
    prior_90_days as (order by metric_date rows between 179 preceding and 90 preceding)
order by metric_date
