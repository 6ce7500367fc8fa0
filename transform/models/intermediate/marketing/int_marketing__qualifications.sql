-- The first moment at which each lead became marketing-qualified, and its latest score by then.
with moments as (

    select
        contacts.lead_id,
        history.contact_id,
        min(history.changed_at) as mql_at
    from {{ ref('stg_hubspot__contact_property_history') }} as history
    inner join {{ ref('int_marketing__contact_leads') }} as contacts on history.contact_id = contacts.contact_id
    where
        history.property_name = 'lifecyclestage'
        and lower(history.property_value) = 'marketingqualifiedlead'
    group by contacts.lead_id, history.contact_id

),

first_of_a_lead as (

    select *
    from moments
    qualify row_number() over (partition by lead_id order by mql_at, contact_id) = 1

),

scores as (

    select
        contact_id,
        changed_at,
        try_cast(property_value as double) as score
    from {{ ref('stg_hubspot__contact_property_history') }}
    where property_name = '{{ var("mql_score_property") }}'

)

select
    leads.lead_id,
    leads.contact_id,
    leads.mql_at,
    scores.score as mql_score
from first_of_a_lead as leads
left join scores
    on
        leads.contact_id = scores.contact_id
        and leads.mql_at >= scores.changed_at
qualify row_number() over (partition by leads.lead_id order by scores.changed_at desc nulls last) = 1
