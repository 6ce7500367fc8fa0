-- The parts of the health of the whole business at the end of every day, each 0-100, and their mean. A part of which
-- nothing is known is null and takes no part in the mean.
{%- set parts = ['customer_health', 'retention', 'nps', 'sla', 'quota'] %}
with days as (

    select cast(unnest(generate_series(
        cast(coalesce(
            least(
                (select min(metric_date) from {{ ref('revenue_days') }}),
                (select min(metric_date) from {{ ref('int_organizations__daily') }})
            ),
            {{ as_of_date() }}
        ) as timestamp),
        cast({{ as_of_date() }} as timestamp),
        interval 1 day
    )) as date) as metric_date

),

customer_health as (

    select
        metric_date,
        avg(cast(customer_health_score as decimal(18, 2))) as customer_health_part
    from {{ ref('entity_customers_daily') }}
    where is_active_customer
    group by metric_date

),

retention as (

    select
        metric_date,
        least(100, 100.0 * sum(mrr_usd) / sum(mrr_365d_ago_usd)) as retention_part
    from {{ ref('revenue_days') }}
    where mrr_365d_ago_usd > 0
    group by metric_date

),

{#- Counted by day here, over 90 days below. -#}
answers as (

    select
        cast(responded_at as date) as metric_date,
        count(*) as answers,
        count(*) filter (where nps_group = 'promoter') - count(*) filter (where nps_group = 'detractor') as net_promoters
    from {{ ref('int_surveys__responses') }}
    where survey_type = 'nps'
    group by cast(responded_at as date)

),

checks as (

    select
        cast(evaluated_at as date) as metric_date,
        count(*) as checks_evaluated,
        count(*) filter (where sla_result = 'met') as checks_met
    from {{ ref('int_support__sla_checks') }}
    where evaluated_at is not null
    group by cast(evaluated_at as date)

),

quotas as (

    select
        metric_date,
        sum(won_amount_qtd_usd) as won_usd,
        sum(quarter_quota_usd) as quota_usd
    from {{ ref('rep_days') }}
    group by metric_date

),

with_parts as (

    select
        days.metric_date,
        customer_health.customer_health_part,
        retention.retention_part,
        50.0 * (sum(answers.net_promoters) over last_90_days / nullif(sum(answers.answers) over last_90_days, 0) + 1)
            as nps_part,
        100.0 * sum(checks.checks_met) over last_90_days / nullif(sum(checks.checks_evaluated) over last_90_days, 0)
            as sla_part,
        -- least() passes over a null, which would take a quarter without a quota for one that is reached.
        case
            when quotas.quota_usd > 0 then least(100, 100.0 * quotas.won_usd / quotas.quota_usd)
        end as quota_part
    from days
    left join customer_health on days.metric_date = customer_health.metric_date
    left join retention on days.metric_date = retention.metric_date
    left join answers on days.metric_date = answers.metric_date
    left join checks on days.metric_date = checks.metric_date
    left join quotas on days.metric_date = quotas.metric_date
    window last_90_days as (order by days.metric_date rows between 89 preceding and current row)

),

with_sum as (

    select
        metric_date,
        {% for part in parts %}
        {{ exact(part ~ '_part') }} as {{ part }}_part,
        {% endfor %}
        {% for part in parts %}coalesce({{ part }}_part, 0){{ ' + ' if not loop.last }}{% endfor %} as part_sum,
        {% for part in parts %}cast({{ part }}_part is not null as integer){{ ' + ' if not loop.last }}{% endfor %}
            as part_count
    from with_parts

)

select
    metric_date,
    {% for part in parts %}
    {{ part }}_part,
    {% endfor %}
    cast(part_count as bigint) as part_count,
    {{ exact('part_sum / nullif(part_count, 0)') }} as business_health_score
from with_sum
order by metric_date
