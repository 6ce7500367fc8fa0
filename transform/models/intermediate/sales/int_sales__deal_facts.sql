-- The deals of the company, one row each: every opportunity, and every lead without one. The opportunity decides what
-- became of the deal, its amount, its owner and when it was closed; else the lead does. Stage and moments stand as the
-- systems have them now; int_sales__deal_states tells them as of the as-of.
-- `deal_sources` names the one system in which a company keeps its deals; HubSpot deals never count here.
{%- set keeps_deals_in_crm = 'crm' in var('deal_sources') %}
with leads as (

    select *
    from {{ ref('stg_leads') }}
    where {{ 'true' if keeps_deals_in_crm else 'false' }}

),

opportunities as (

    select
        {{ deal_id("'crm'", 'opportunity_id') }} as deal_id,
        'crm' as source,
        opportunity_id,
        lead_id,
        rep_id,
        status,
        cast(amount_usd as decimal(18, 2)) as amount_usd,
        created_at,
        closed_at,
        expected_close_date
    from {{ ref('stg_opportunities') }}
    where {{ 'true' if keeps_deals_in_crm else 'false' }}
    {% if 'salesforce' in var('deal_sources') %}

    union all

    select
        deal_id,
        source,
        opportunity_id,
        lead_id,
        rep_id,
        status,
        amount_usd,
        created_at,
        closed_at,
        expected_close_date
    from {{ ref('int_sales__opportunities') }}
    where source = 'salesforce'
    {% endif %}

),

of_opportunities as (

    select
        opportunities.deal_id,
        opportunities.source,
        opportunities.lead_id,
        opportunities.opportunity_id,
        leads.facility_id,
        opportunities.rep_id,
        case opportunities.status when 'open' then 'opportunity' when 'won' then 'won' when 'lost' then 'lost' end as stage,
        opportunities.amount_usd,
        leads.created_at as lead_created_at,
        leads.updated_at as lead_updated_at,
        leads.qualified_at,
        opportunities.created_at as opportunity_created_at,
        opportunities.closed_at,
        opportunities.expected_close_date
    from opportunities
    left join leads on opportunities.lead_id = leads.lead_id

),

of_leads_alone as (

    select
        'crm-lead-' || leads.lead_id as deal_id,
        'crm' as source,
        leads.lead_id,
        cast(null as varchar) as opportunity_id,
        leads.facility_id,
        leads.rep_id,
        deal_stages.stage,
        cast(leads.amount_usd as decimal(18, 2)) as amount_usd,
        leads.created_at as lead_created_at,
        leads.updated_at as lead_updated_at,
        leads.qualified_at,
        cast(null as timestamp) as opportunity_created_at,
        case when not deal_stages.is_open then leads.closed_at end as closed_at,
        cast(null as date) as expected_close_date
    from leads
    left join {{ ref('deal_stages') }} as deal_stages on leads.stage = deal_stages.stage
    where leads.lead_id not in (select lead_id from opportunities where lead_id is not null)

)

select * from of_opportunities
union all
select * from of_leads_alone
