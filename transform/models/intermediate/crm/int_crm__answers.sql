-- The answers of the sites to surveys, with the group of their score.
with answers as (

    select
        response_id,
        {{ or_unassigned('facility_id') }} as facility_id,
        survey_type,
        score,
        created_at as responded_at,
        feedback
    from {{ ref('stg_satisfaction') }}

)

{{ with_survey_groups('answers') }}
