-- Identities 33 to 35: every NPS answer is promoter, passive or detractor, every CSAT answer satisfied, neutral or not;
-- NPS lies between -100 and 100, the mean CSAT score between 1 and 5.
with counted as (

    select
        customer_id,
        count(*) filter (where survey_type = 'nps') as nps_responses,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'passive') as passives,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where survey_type = 'csat') as csat_responses,
        count(*) filter (where csat_group = 'satisfied') as satisfied,
        count(*) filter (where csat_group = 'neutral') as neutral,
        count(*) filter (where csat_group = 'dissatisfied') as dissatisfied,
        avg(score) filter (where survey_type = 'csat') as csat_score
    from {{ ref('int_surveys__responses') }}
    group by customer_id

)

select *
from counted
where
    promoters + passives + detractors != nps_responses
    or satisfied + neutral + dissatisfied != csat_responses
    or abs(100.0 * (promoters - detractors) / nullif(nps_responses, 0)) > 100
    or csat_score not between 1 and 5
