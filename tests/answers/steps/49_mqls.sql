-- When each lead first became marketing-qualified: the first of the moments at which its contact came to that stage.
with contacts as (

    select distinct on (id) * from raw_hubspot.contact where id is not null order by id, _fivetran_synced desc

)

select
    contacts.property_crm_lead_id as lead_id,
    min(history.timestamp) as mql_at
from contacts
inner join raw_hubspot.contact_property_history as history on contacts.id = history.contact_id
where history.name = 'lifecyclestage' and history.value = 'marketingqualifiedlead'
group by contacts.property_crm_lead_id
