{{ config(tags=['customer_success']) }}

-- Identity 40: an active customer has a churn risk above 0 where it meets a rule, and only there; a former one has all.
select *
from {{ ref('customer_success_days') }}
where
    (active_churn_risk_score = 0) != (risk_factor_count = 0)
    or former_churn_risk_score != 100
    or (active_churn_risk_score is not null and former_churn_risk_score is not null)
