-- One row per lead with how far it got by the as-of, and by what it is told: as its deals are.
-- A deal that was won knows its customer, and so more than the others.
with dimensions as (

    select
        lead_id,
        channel,
        region,
        segment,
        industry
    from {{ ref('int_sales__deals') }}
    where lead_id is not null
    qualify row_number() over (partition by lead_id order by customer_id is null, created_at, deal_id) = 1

)

select
    leads.lead_id,
    leads.facility_id,
    leads.rep_id,
    dimensions.channel,
    dimensions.region,
    dimensions.segment,
    dimensions.industry,
    leads.stage,
    leads.amount_usd,
    leads.reached_sql,
    leads.reached_opportunity,
    leads.is_won,
    leads.created_at,
    leads.qualified_at,
    leads.first_opportunity_at,
    leads.won_at,
    leads.lost_at
from {{ ref('int_sales__lead_states') }} as leads
left join dimensions on leads.lead_id = dimensions.lead_id
