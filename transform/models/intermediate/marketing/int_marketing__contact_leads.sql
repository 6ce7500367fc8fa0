-- The lead of each HubSpot contact: the one that the CRM's integration wrote on it (last), else that of its latest
-- touchpoint; a contact that the CRM does not know is a lead of its own.
with leads as (

    select
        contact_id,
        lead_id,
        0 as priority,
        cast(null as timestamp) as told_at
    from {{ ref('stg_hubspot__contacts') }}
    where lead_id is not null

    union all

    select
        contact_id,
        property_value as lead_id,
        1 as priority,
        changed_at as told_at
    from {{ ref('stg_hubspot__contact_property_history') }}
    where property_name = '{{ var("lead_id_property") }}' and nullif(property_value, '') is not null

    union all

    select
        contact_id,
        lead_id,
        2 as priority,
        touched_at as told_at
    from {{ ref('stg_hubspot__touchpoints') }}
    where contact_id is not null and lead_id is not null

    union all

    {% for model in ['stg_hubspot__contacts', 'stg_hubspot__contact_property_history', 'stg_hubspot__touchpoints'] %}
    select distinct
        contact_id,
        'hubspot:' || contact_id as lead_id,
        3 as priority,
        cast(null as timestamp) as told_at
    from {{ ref(model) }}
    where contact_id is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    contact_id,
    lead_id
from leads
qualify row_number() over (partition by contact_id order by priority, told_at desc, lead_id) = 1
