-- When each lead reached opportunity, was won or was lost, for those that did by the as-of. What nobody dated counts from
-- the lead's last change, so that the end of the story is always the lead's state today.
with steps as (

    select
        deals.lead_id,
        min(history.valid_from) filter (where history.stage in ('opportunity', 'won')) as progressed_at
    from {{ ref('int_sales__deal_stage_history') }} as history
    inner join {{ ref('int_sales__deal_states') }} as deals on history.deal_id = deals.deal_id
    group by deals.lead_id

),

leads as (

    select
        leads.*,
        steps.progressed_at,
        case when {{ is_after_as_of('leads.updated_at') }} then leads.created_at else coalesce(leads.updated_at, leads.created_at) end
            as changed_at
    from {{ ref('int_sales__lead_states') }} as leads
    left join steps on leads.lead_id = steps.lead_id

)

select
    lead_id,
    {{ or_unassigned('facility_id') }} as facility_id,
    {{ or_unassigned('rep_id') }} as rep_id,
    created_at,
    case when reached_opportunity then coalesce(progressed_at, changed_at) end as progressed_at,
    case when is_won then coalesce(won_at, changed_at) end as won_at,
    case when stage = 'lost' then coalesce(lost_at, changed_at) end as lost_at
from leads
