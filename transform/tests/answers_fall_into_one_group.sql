{{ config(tags=['customer_success']) }}

-- Identities 33 to 35: every answer on recommending us is of one group; satisfied is 4 or 5.
select *
from {{ ref('survey_answers') }}
where
    nps_promoters + nps_passives + nps_detractors != nps_responses
    or nps_responses + csat_responses != 1
    or (csat_satisfied = 1) != coalesce(csat_score >= 4, false)
    or (csat_score is null) != (csat_responses = 0)
