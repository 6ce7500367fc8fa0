-- One row per answer to a survey of recommendation (NPS) or satisfaction (CSAT), with what it counts for.
select
    source || '-' || response_id as answer_id,
    customer_id,
    facility_id,
    cast(responded_at as date) as metric_date,
    survey_type,
    cast(survey_type = 'nps' as bigint) as nps_responses,
    cast(coalesce(nps_group = 'promoter', false) as bigint) as nps_promoters,
    cast(coalesce(nps_group = 'passive', false) as bigint) as nps_passives,
    cast(coalesce(nps_group = 'detractor', false) as bigint) as nps_detractors,
    cast(survey_type = 'csat' as bigint) as csat_responses,
    cast(coalesce(csat_group = 'satisfied', false) as bigint) as csat_satisfied,
    case when survey_type = 'csat' then cast(score as bigint) end as csat_score
from {{ ref('int_surveys__responses') }}
where
    -- Half points are on neither scale.
    score = floor(score)
    and (
        (survey_type = 'nps' and score between 0 and 10)
        or (survey_type = 'csat' and score between 1 and 5)
    )
    and cast(responded_at as date) <= {{ as_of_date() }}
order by metric_date, answer_id
