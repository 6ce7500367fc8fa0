{%- set scores = ['effective_ai_adoption_score', 'customer_health_score', 'churn_risk_score'] %}

-- The leaves of the scores that stand on sources alone, wide, for the days that are kept.
with {{ score_layers(ref('int_scores__from_sources_inputs'), scores, is_component_day('inputs.metric_date')) }}

select
    org_id,
    metric_date,
    {{ score_leaf_columns(scores) }}
from leaves
order by metric_date, org_id
