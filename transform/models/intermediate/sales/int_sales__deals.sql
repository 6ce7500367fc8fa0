-- One row per deal, as it stands at the as-of, with the customer that it made and by what else it is told.
with first_channels as (

    select
        lead_id,
        channel
    from {{ ref('stg_outreach') }}
    where lead_id is not null
    qualify row_number() over (partition by lead_id order by sent_at, outreach_id) = 1

),

-- What marketing knows of the company behind a lead that is no customer yet.
prospects as (

    select
        contacts.lead_id,
        companies.industry,
        companies.segment,
        companies.region
    from {{ ref('stg_hubspot__contacts') }} as contacts
    inner join {{ ref('int_sales__companies') }} as companies on contacts.company_id = companies.company_id
    where contacts.lead_id is not null
    qualify row_number() over (partition by contacts.lead_id order by contacts.created_at, contacts.contact_id) = 1

),

customers_of_leads as (

    select
        original_deal_id as lead_id,
        min(customer_id) as customer_id
    from {{ ref('int_sales__accounts') }}
    group by original_deal_id

),

with_customer as (

    select
        deals.*,
        case
            when deals.stage != 'won' then null
            when deals.opportunity_id is null then customers_of_leads.customer_id
            else opportunities.customer_id
        end as customer_id
    from {{ ref('int_sales__deal_states') }} as deals
    left join {{ ref('int_sales__opportunities') }} as opportunities on deals.deal_id = opportunities.deal_id
    left join customers_of_leads on deals.lead_id = customers_of_leads.lead_id

)

select
    deals.deal_id,
    deals.source,
    deals.lead_id,
    deals.opportunity_id,
    deals.customer_id,
    deals.facility_id,
    deals.rep_id,
    first_channels.channel,
    deals.stage,
    deals.status,
    deals.is_dated,
    deals.amount_usd,
    deals.created_at,
    deals.lead_created_at,
    deals.qualified_at,
    deals.opportunity_created_at,
    deals.stage_changed_at,
    deals.closed_at,
    deals.expected_close_date,
    coalesce(customers.region, prospects.region, reps.region) as region,
    coalesce(customers.account_segment, prospects.segment) as segment,
    coalesce(lower(customers.industry), prospects.industry) as industry
from with_customer as deals
left join {{ ref('int_organizations__with_account') }} as customers on deals.customer_id = customers.org_id
left join prospects on deals.lead_id = prospects.lead_id
left join first_channels on deals.lead_id = first_channels.lead_id
left join {{ ref('int_sales__reps') }} as reps on deals.rep_id = reps.rep_id
