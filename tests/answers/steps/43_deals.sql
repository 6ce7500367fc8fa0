-- One row per opportunity, which decides what becomes of the deal, and one per lead without any.

-- The loader delivers rows again: the latest of each counts. A row without an id is nobody's.
with leads as (

    select distinct on (id) * from raw_crm.leads where id is not null order by id, _airbyte_extracted_at desc

),

opportunities as (

    select distinct on (id) * from raw_crm.opportunities where id is not null order by id, _airbyte_extracted_at desc

),

-- When the CRM noted that a lead had become an opportunity.
noted_opportunities as (

    select lead_id, min(entered_at) as entered_at
    from raw_crm.lead_stage_history
    where stage = 'opportunity'
    group by lead_id

)

select
    'opportunity ' || opportunities.id as deal_id,
    opportunities.lead_id,
    opportunities.rep_id,
    leads.facility_id,
    opportunities.status as outcome,
    coalesce(opportunities.amount, 0) as amount,
    leads.created_at as lead_created_at,
    leads.qualified_at,
    opportunities.created_at as opportunity_created_at,
    opportunities.closed_at,
    opportunities.expected_close_date
from opportunities
left join leads on opportunities.lead_id = leads.id

union all

select
    'lead ' || leads.id as deal_id,
    leads.id as lead_id,
    leads.rep_id,
    leads.facility_id,
    case when leads.stage in ('won', 'lost') then leads.stage else 'open' end as outcome,
    coalesce(leads.amount, 0) as amount,
    leads.created_at as lead_created_at,
    leads.qualified_at,
    -- There is no opportunity; that it got so far only the CRM's notes tell.
    case when leads.stage in ('opportunity', 'won', 'lost') then noted.entered_at end as opportunity_created_at,
    leads.closed_at,
    null as expected_close_date
from leads
left join noted_opportunities as noted on leads.id = noted.lead_id
where leads.id not in (select lead_id from opportunities where lead_id is not null)
