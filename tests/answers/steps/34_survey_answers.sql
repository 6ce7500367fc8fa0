-- Answers with a score that is on their scale; each belongs to the organization that it names.
select
    id as answer_id,
    organization_id as org_id,
    lower(survey_type) as survey_type,
    score,
    responded_at,
    cast(responded_at as date) as day
from raw_surveys.responses
where
    coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
    and responded_at <= _airbyte_extracted_at + interval 1 hour
    and case lower(survey_type)
        when 'nps' then score between 0 and 10 and score = floor(score)
        when 'csat' then score between 1 and 5 and score = floor(score)
    end
qualify row_number() over (partition by id order by _airbyte_extracted_at desc) = 1
