-- The stages of each deal as steps in time: at any moment the highest stage that it had entered, never above the one
-- that it has come to. A deal that is closed without anybody knowing when has no steps: it counts nowhere.
-- `stage_changed_at`: the last change of stage that the CRM wrote down; without such notes the last that it tells of.
with deals as (

    select
        facts.*,
        deal_stages.stage_rank,
        deal_stages.is_open
    from {{ ref('int_sales__deal_facts') }} as facts
    inner join {{ ref('deal_stages') }} as deal_stages on facts.stage = deal_stages.stage
    where
        deal_stages.is_open
        or facts.closed_at is not null

),

notes as (

    select
        lead_id,
        stage,
        min(entered_at) as entered_at
    from {{ ref('stg_crm__lead_stage_history') }}
    group by lead_id, stage

),

-- When each deal entered each stage; where the row itself does not say so, the CRM's notes do.
stage_moments as (

    select
        deal_id,
        'lead' as stage,
        lead_created_at as entered_at
    from deals

    union all

    select
        deals.deal_id,
        'sql' as stage,
        coalesce(deals.qualified_at, notes.entered_at) as entered_at
    from deals
    left join notes
        on
            deals.lead_id = notes.lead_id
            and notes.stage = 'sql'

    union all

    select
        deals.deal_id,
        'opportunity' as stage,
        coalesce(deals.opportunity_created_at, notes.entered_at) as entered_at
    from deals
    left join notes
        on
            deals.lead_id = notes.lead_id
            and notes.stage = 'opportunity'

    union all

    select
        deal_id,
        stage,
        closed_at as entered_at
    from deals
    where not is_open

),

-- An open deal whose stage nobody dated had it by the time of the lead's last change.
undated_stages as (

    select
        deals.deal_id,
        deals.stage,
        coalesce(deals.lead_updated_at, deals.lead_created_at) as entered_at
    from deals
    inner join stage_moments
        on
            deals.deal_id = stage_moments.deal_id
            and deals.stage = stage_moments.stage
    where stage_moments.entered_at is null

),

-- Nothing happens to a deal after it was closed.
events as (

    select
        moments.deal_id,
        moments.entered_at as happened_at,
        stages.stage_rank,
        cast(null as timestamp) as noted_at
    from (select * from stage_moments union all select * from undated_stages) as moments
    inner join {{ ref('deal_stages') }} as stages on moments.stage = stages.stage
    inner join deals
        on
            moments.deal_id = deals.deal_id
            and stages.stage_rank <= deals.stage_rank
    where
        moments.entered_at is not null
        and (deals.is_open or moments.entered_at <= deals.closed_at)

    union all

    select
        deals.deal_id,
        history.entered_at as happened_at,
        cast(null as integer) as stage_rank,
        history.entered_at as noted_at
    from deals
    inner join {{ ref('stg_crm__lead_stage_history') }} as history on deals.lead_id = history.lead_id
    where deals.is_open or history.entered_at <= deals.closed_at

),

moments as (

    select
        deal_id,
        happened_at,
        max(stage_rank) as stage_rank,
        max(noted_at) as noted_at
    from events
    where not {{ is_after_as_of('happened_at') }}
    group by deal_id, happened_at

),

states as (

    select
        deal_id,
        happened_at,
        max(stage_rank) over so_far as stage_rank,
        coalesce(
            max(noted_at) over so_far,
            max(case when stage_rank is not null then happened_at end) over so_far
        ) as stage_changed_at
    from moments
    window so_far as (partition by deal_id order by happened_at)

),

-- What the CRM noted before the deal began makes no step.
steps as (

    select *
    from states
    where stage_rank is not null
    qualify
        (stage_rank, stage_changed_at)
        is distinct from lag((stage_rank, stage_changed_at)) over (partition by deal_id order by happened_at)

)

select
    steps.deal_id,
    stages.stage,
    stages.is_open,
    steps.stage_changed_at,
    steps.happened_at as valid_from,
    lead(steps.happened_at) over (partition by steps.deal_id order by steps.happened_at) as valid_to,
    lead(steps.happened_at) over (partition by steps.deal_id order by steps.happened_at) is null as is_current
from steps
inner join {{ ref('deal_stages') }} as stages on steps.stage_rank = stages.stage_rank
