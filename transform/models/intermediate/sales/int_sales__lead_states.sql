-- One row per lead with how far it got by the as-of. A lead's stage is the highest of its deals: won, else opportunity, sql
-- or lead; it is lost only when all of them are. Whoever reached a stage reached those before it.
with deals as (

    select
        deals.lead_id,
        bool_or(deals.stage = 'won') as is_won,
        max(stages.stage_rank) filter (where stages.is_open) as open_rank,
        bool_or(deals.opportunity_id is not null) as has_opportunity,
        min(deals.opportunity_created_at) as first_opportunity_at,
        max(deals.closed_at) as last_closed_at,
        min(deals.closed_at) filter (where deals.stage = 'won') as won_at,
        count(*) as deal_count,
        count(deals.stage) as known_deal_count
    from {{ ref('int_sales__deal_states') }} as deals
    left join {{ ref('deal_stages') }} as stages on deals.stage = stages.stage
    where deals.lead_id is not null
    group by deals.lead_id

),

leads as (

    select
        leads.lead_id,
        leads.facility_id,
        leads.rep_id,
        leads.amount_usd,
        leads.created_at,
        leads.updated_at,
        case when not {{ is_after_as_of('leads.qualified_at') }} then leads.qualified_at end as qualified_at,
        case
            when deals.is_won then 'won'
            when deals.open_rank is not null then stages.stage
            when deals.known_deal_count = deals.deal_count then 'lost'
        end as stage,
        coalesce(deals.has_opportunity, false) as has_opportunity,
        deals.first_opportunity_at,
        deals.won_at,
        deals.last_closed_at
    from {{ ref('stg_leads') }} as leads
    left join deals on leads.lead_id = deals.lead_id
    left join {{ ref('deal_stages') }} as stages on deals.open_rank = stages.stage_rank

),

reached as (

    select
        *,
        coalesce(stage = 'won', false) as is_won,
        has_opportunity or coalesce(stage in ('opportunity', 'won'), false) as reached_opportunity
    from leads

)

select
    lead_id,
    facility_id,
    rep_id,
    stage,
    cast(amount_usd as decimal(18, 2)) as amount_usd,
    qualified_at is not null or reached_opportunity or coalesce(stage = 'sql', false) as reached_sql,
    reached_opportunity,
    is_won,
    created_at,
    updated_at,
    qualified_at,
    first_opportunity_at,
    won_at,
    case when stage = 'lost' then last_closed_at end as lost_at
from reached
