-- One row per deal, as it stands at the as-of: one per opportunity and one per lead without an opportunity.
with stages_today as (

    select *
    from {{ ref('int_sales__deal_stage_history') }}
    where is_current

),

first_channels as (

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

-- A deal closed after the as-of is open, in the stage that it had reached; one without any step stays as it is named.
as_of_now as (

    select
        facts.*,
        coalesce(stages_today.stage, facts.stage) as stage_today,
        coalesce(stages_today.stage_changed_at, facts.opportunity_created_at, facts.lead_created_at) as stage_changed_at,
        stages_today.deal_id is not null as is_dated
    from {{ ref('int_sales__deal_facts') }} as facts
    left join stages_today on facts.deal_id = stages_today.deal_id

)

select
    deals.deal_id,
    deals.source,
    deals.lead_id,
    deals.opportunity_id,
    case when deals.stage_today = 'won' then deals.customer_id end as customer_id,
    deals.facility_id,
    deals.rep_id,
    first_channels.channel,
    deals.stage_today as stage,
    case when stages.is_open then 'open' when not stages.is_open then 'closed' end as status,
    deals.is_dated,
    deals.amount_usd,
    coalesce(deals.opportunity_created_at, deals.lead_created_at) as created_at,
    deals.lead_created_at,
    case when not {{ is_after_as_of('deals.qualified_at') }} then deals.qualified_at end as qualified_at,
    deals.opportunity_created_at,
    deals.stage_changed_at,
    case when not stages.is_open then deals.closed_at end as closed_at,
    deals.expected_close_date,
    coalesce(customers.region, prospects.region, reps.region) as region,
    coalesce(customers.account_segment, prospects.segment) as segment,
    coalesce(lower(customers.industry), prospects.industry) as industry
from as_of_now as deals
left join {{ ref('deal_stages') }} as stages on deals.stage_today = stages.stage
left join {{ ref('int_organizations__with_account') }} as customers
    on
        deals.stage_today = 'won'
        and deals.customer_id = customers.org_id
left join prospects on deals.lead_id = prospects.lead_id
left join first_channels on deals.lead_id = first_channels.lead_id
left join {{ ref('int_sales__reps') }} as reps on deals.rep_id = reps.rep_id
