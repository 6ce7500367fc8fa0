-- One row per deal, as it stands at the as-of: one per opportunity and one per lead without an opportunity.
with stages_today as (

    select *
    from {{ ref('int_sales__deal_stage_history') }}
    where is_current

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
    deals.facility_id,
    deals.rep_id,
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
    deals.expected_close_date
from as_of_now as deals
left join {{ ref('deal_stages') }} as stages on deals.stage_today = stages.stage
