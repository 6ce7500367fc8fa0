-- Every opportunity of every system, one row each, in one vocabulary. What was closed after the as-of is still open.
with crm as (

    select
        'crm' as source,
        opportunity_id,
        lead_id,
        cast(null as varchar) as account_id,
        rep_id,
        cast(null as varchar) as opportunity_name,
        cast(null as varchar) as opportunity_type,
        status as stage_name,
        status,
        amount_usd,
        created_at,
        closed_at,
        expected_close_date,
        0 as times_postponed
    from {{ ref('stg_opportunities') }}

),

-- History mode tells when an opportunity was closed and how often it was put off; without it the close date has to do.
versions as (

    select
        opportunity_id,
        valid_from,
        is_closed,
        close_date > lag(close_date) over (partition by opportunity_id order by valid_from) and not is_closed as is_put_off
    from {{ ref('stg_salesforce__opportunity_versions') }}

),

version_facts as (

    select
        opportunity_id,
        min(valid_from) filter (where is_closed) as closed_at,
        count(*) filter (where is_put_off) as times_postponed
    from versions
    group by opportunity_id

),

salesforce as (

    select
        'salesforce' as source,
        opportunities.opportunity_id,
        cast(null as varchar) as lead_id,
        opportunities.account_id,
        coalesce(users.employee_number, opportunities.user_id) as rep_id,
        opportunities.opportunity_name,
        opportunities.opportunity_type,
        opportunities.stage_name,
        case
            when opportunities.is_won then 'won'
            when opportunities.is_closed then 'lost'
            else 'open'
        end as status,
        opportunities.amount_usd,
        opportunities.created_at,
        case
            when opportunities.is_won or opportunities.is_closed
                then coalesce(version_facts.closed_at, cast(opportunities.close_date as timestamp))
        end as closed_at,
        opportunities.close_date as expected_close_date,
        coalesce(version_facts.times_postponed, 0) as times_postponed
    from {{ ref('stg_salesforce__opportunities') }} as opportunities
    left join {{ ref('stg_salesforce__users') }} as users on opportunities.user_id = users.user_id
    left join version_facts on opportunities.opportunity_id = version_facts.opportunity_id

),

hubspot_accounts as (

    select
        deal_id,
        min(company_id) as company_id
    from {{ ref('stg_hubspot__deal_companies') }}
    group by deal_id

),

hubspot_closings as (

    select
        entered.deal_id,
        min(entered.entered_at) as closed_at
    from {{ ref('stg_hubspot__deal_stages') }} as entered
    inner join {{ ref('stg_hubspot__deal_pipeline_stages') }} as stages on entered.stage_id = stages.stage_id
    where stages.is_closed
    group by entered.deal_id

),

hubspot as (

    select
        'hubspot' as source,
        deals.deal_id as opportunity_id,
        cast(null as varchar) as lead_id,
        hubspot_accounts.company_id as account_id,
        coalesce(reps.rep_id, deals.owner_id) as rep_id,
        deals.deal_name as opportunity_name,
        cast(null as varchar) as opportunity_type,
        stages.stage_name,
        case when stages.is_won then 'won' when stages.is_closed then 'lost' else 'open' end as status,
        deals.amount_usd,
        deals.created_at,
        case when stages.is_closed then coalesce(hubspot_closings.closed_at, deals.close_at) end as closed_at,
        cast(deals.close_at as date) as expected_close_date,
        0 as times_postponed
    from {{ ref('stg_hubspot__deals') }} as deals
    left join {{ ref('stg_hubspot__deal_pipeline_stages') }} as stages
        on
            deals.stage_id = stages.stage_id
            and deals.pipeline_id = stages.pipeline_id
    left join {{ ref('int_sales__reps') }} as reps on deals.owner_id = reps.owner_id
    left join hubspot_accounts on deals.deal_id = hubspot_accounts.deal_id
    left join hubspot_closings on deals.deal_id = hubspot_closings.deal_id

),

all_systems as (

    select * from crm
    union all
    select * from salesforce
    union all
    select * from hubspot

),

-- The account tells which deal made it a customer; two accounts of one customer tell the same.
customers_of_deals as (

    select
        original_deal_id,
        min(customer_id) as customer_id
    from {{ ref('int_sales__accounts') }}
    group by original_deal_id

)

select
    {{ deal_id('all_systems.source', 'all_systems.opportunity_id') }} as deal_id,
    all_systems.source,
    all_systems.opportunity_id,
    all_systems.lead_id,
    all_systems.account_id,
    coalesce(accounts.customer_id, companies.customer_id, customers_of_deals.customer_id) as customer_id,
    all_systems.rep_id,
    all_systems.opportunity_name,
    all_systems.opportunity_type,
    all_systems.stage_name,
    case when {{ is_after_as_of('all_systems.closed_at') }} then 'open' else all_systems.status end as status,
    cast(all_systems.amount_usd as decimal(18, 2)) as amount_usd,
    all_systems.times_postponed,
    all_systems.created_at,
    case when not {{ is_after_as_of('all_systems.closed_at') }} then all_systems.closed_at end as closed_at,
    all_systems.expected_close_date
from all_systems
left join {{ ref('int_sales__accounts') }} as accounts
    on
        all_systems.source = 'salesforce'
        and all_systems.account_id = accounts.account_id
left join {{ ref('int_sales__companies') }} as companies
    on
        all_systems.source = 'hubspot'
        and all_systems.account_id = companies.company_id
left join customers_of_deals
    on
        all_systems.source = 'crm'
        and all_systems.status = 'won'
        and all_systems.opportunity_id = customers_of_deals.original_deal_id
