-- The first moment at which each lead became marketing-qualified, and its latest score by then.
with moments_in_history as (

    select
        contact_id,
        min(changed_at) as mql_at
    from {{ ref('stg_hubspot__contact_property_history') }}
    where
        property_name = 'lifecyclestage'
        and lower(property_value) = 'marketingqualifiedlead'
    group by contact_id

),

-- A contact whose history does not reach back tells the moment itself.
moments as (

    select
        contact_leads.lead_id,
        contact_leads.contact_id,
        coalesce(moments_in_history.mql_at, contacts.mql_at) as mql_at
    from {{ ref('int_marketing__contact_leads') }} as contact_leads
    left join moments_in_history on contact_leads.contact_id = moments_in_history.contact_id
    left join {{ ref('stg_hubspot__contacts') }} as contacts on contact_leads.contact_id = contacts.contact_id

),

first_of_a_lead as (

    select *
    from moments
    where mql_at < {{ as_of_date() }} + interval 1 day
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
