-- Every answer to a survey with its customer: the organisation that it names, else the one that its user joined first.
with primary_organizations as (

    select
        user_id,
        org_id
    from {{ ref('user_org_mapping') }}
    where is_primary

),

answers as (

    select
        responses.response_id,
        'surveys' as source,
        coalesce(organizations.org_id, primary_organizations.org_id) as customer_id,
        responses.facility_id,
        responses.user_id,
        responses.survey_type,
        responses.score,
        responses.is_aware,
        responses.ticket_id,
        responses.responded_at,
        responses.feedback
    from {{ ref('stg_surveys__responses') }} as responses
    left join {{ ref('stg_app__organizations') }} as organizations on responses.org_id = organizations.org_id
    left join primary_organizations
        on
            responses.user_id = primary_organizations.user_id
            and responses.org_id is null

)

{{ with_survey_groups('answers') }}
