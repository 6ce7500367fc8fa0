-- Every customer on every day with its scores, for means over active customers: null where the customer is not active.
-- Scores as decimals, so that a mean does not depend on the order in which threads add.
{%- set scores = [
    'composite_success_score', 'usage_health_score', 'support_health_score', 'renewal_health_score',
    'reference_readiness_score', 'expansion_potential_score',
] %}
with days as (

    select
        scores.*,
        cast(date_trunc('month', organizations.first_paying_date) as date) as cohort_month,
        case when scores.is_active_customer then scores.customer_health_score end as health_score,
        cast(spine.customer_arr / 12 as decimal(18, 6)) as mrr_usd
    from {{ ref('int_scores__customer_scores') }} as scores
    inner join {{ ref('int_organizations__daily') }} as spine
        on
            scores.org_id = spine.org_id
            and scores.metric_date = spine.metric_date
    inner join {{ ref('int_organizations__with_account') }} as organizations on scores.org_id = organizations.org_id

)

select
    org_id as customer_id,
    metric_date,
    cohort_month,
    cast(is_active_customer as bigint) as active_customers,
    {% for score in scores %}
    case when is_active_customer then cast({{ score }} as decimal(12, 6)) end as {{ score }},
    {% endfor %}
    -- The spine has no gaps: 30 rows before is 30 days before.
    cast(
        health_score - lag(health_score, 30) over (partition by org_id order by metric_date) as decimal(12, 6)
    ) as health_trend_30d,
    case when is_active_customer then cast(churn_risk_score as decimal(12, 6)) end as active_churn_risk_score,
    case when not is_active_customer then cast(churn_risk_score as decimal(12, 6)) end as former_churn_risk_score,
    case when is_active_customer then risk_factor_count end as risk_factor_count,
    cast(is_at_risk as bigint) as at_risk_customers,
    case when is_at_risk then mrr_usd else cast(0 as decimal(18, 6)) end as mrr_at_risk_usd,
    cast(is_active_customer and coalesce(reference_tier = '1', false) as bigint) as reference_ready_customers
from days
order by metric_date, customer_id
