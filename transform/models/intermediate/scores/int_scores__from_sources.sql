{%- set scores = ['effective_ai_adoption_score', 'customer_health_score', 'churn_risk_score'] %}

-- AI adoption, health with its parts, and churn risk of every customer and day.
with {{ score_layers(ref('int_scores__from_sources_inputs'), scores) }}

select
    org_id,
    metric_date,
    {{ score_value('effective_ai_adoption_score') }} as effective_ai_adoption_score,
    {{ score_coverage('effective_ai_adoption_score') }} as ai_adoption_coverage,
    {{ score_value('customer_health_score') }} as customer_health_score,
    {{ score_coverage('customer_health_score') }} as health_coverage,
    {{ score_part('customer_health_score', 'usage') }} as usage_health_score,
    {{ score_part('customer_health_score', 'engagement') }} as engagement_score,
    {{ score_part('customer_health_score', 'support') }} as support_health_score,
    {{ score_part('customer_health_score', 'renewal') }} as renewal_health_score,
    {{ score_value('churn_risk_score') }} as churn_risk_score,
    {{ score_coverage('churn_risk_score') }} as churn_risk_coverage,
    {{ rules_fired('churn_risk_score') }} as risk_factor_count
from leaves
