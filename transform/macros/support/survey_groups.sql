{#- Answers with the group of their score by the seed score_bands: `nps_group` (promoter, passive, detractor) and
    `csat_group` (satisfied, neutral, dissatisfied), each null for another survey.
    responses: relation with survey_type and score. -#}
{% macro with_survey_groups(responses) -%}
select
    responses.*,
    case when responses.survey_type = 'nps' then bands.band end as nps_group,
    case when responses.survey_type = 'csat' then bands.band end as csat_group
from {{ responses }} as responses
left join {{ ref('int_scores__bands') }} as bands
    on
        bands.scale = responses.survey_type || '_group'
        and responses.score >= bands.minimum
        and responses.score < bands.below
{%- endmacro %}
