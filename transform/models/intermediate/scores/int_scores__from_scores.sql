{%- set scores = ['reference_readiness_score', 'composite_success_score', 'expansion_potential_score'] %}

-- Reference readiness, composite success and expansion potential of every active customer and day.
with {{ score_layers(ref('int_scores__from_scores_inputs'), scores) }}

select
    org_id,
    metric_date,
    {{ score_value('reference_readiness_score') }} as reference_readiness_score,
    {{ score_coverage('reference_readiness_score') }} as readiness_coverage,
    {{ score_value('composite_success_score') }} as composite_success_score,
    {{ score_coverage('composite_success_score') }} as composite_coverage,
    {{ score_value('expansion_potential_score') }} as expansion_potential_score,
    {{ score_coverage('expansion_potential_score') }} as expansion_coverage
from leaves
