-- Every answer to a survey with its customer: the organisation that it names, else the one that its user
-- joined first; an answer at a site of the CRM is that of whose location the site is.
with primary_organizations as (

    select
        user_id,
        org_id
    from {{ ref('user_org_mapping') }}
    where is_primary

),

answers as (

    {% if 'surveys' in var('survey_sources') %}
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
    {% endif %}
    {% if var('survey_sources') | length > 1 %}
    union all
    {% endif %}
    {% if 'crm' in var('survey_sources') %}
    select
        answers.response_id,
        'crm' as source,
        facilities.customer_id,
        answers.facility_id,
        cast(null as varchar) as user_id,
        answers.survey_type,
        answers.score,
        cast(null as boolean) as is_aware,
        cast(null as varchar) as ticket_id,
        answers.responded_at,
        answers.feedback
    from {{ ref('int_crm__answers') }} as answers
    left join {{ ref('int_sales__facilities') }} as facilities on answers.facility_id = facilities.facility_id
    {% endif %}

)

{{ with_survey_groups('answers') }}
