{{ config(materialized='view') }}

-- What the scores that stand on other scores observe of an active customer, with what its latest NPS answer is worth.
select
    inputs.*,
    scores.customer_health_score,
    scores.engagement_score,
    scores.churn_risk_score,
    willingness.points as willingness_points
from {{ ref('int_scores__customer_inputs') }} as inputs
inner join {{ ref('int_scores__from_sources') }} as scores
    on
        inputs.org_id = scores.org_id
        and inputs.metric_date = scores.metric_date
left join {{ ref('int_scores__bands') }} as willingness
    on
        willingness.scale = 'nps_group'
        and inputs.latest_nps_365d >= willingness.minimum
        and inputs.latest_nps_365d < willingness.below
where inputs.is_active_customer
