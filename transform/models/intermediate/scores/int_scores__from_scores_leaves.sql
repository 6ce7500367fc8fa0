{%- set scores = ['reference_readiness_score', 'composite_success_score', 'expansion_potential_score'] %}

-- The leaves of the scores that stand on other scores, wide, for the days that are kept.
with {{ score_layers(ref('int_scores__from_scores_inputs'), scores, is_component_day('inputs.metric_date')) }}

select
    org_id,
    metric_date,
    {{ score_leaf_columns(scores) }}
from leaves
order by metric_date, org_id
