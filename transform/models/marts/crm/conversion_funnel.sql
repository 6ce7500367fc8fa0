-- How far the leads of a facility, rep and month of arrival have come. Each stage counts all who reached it, so that the
-- rates of the stages multiply; a stage that nobody reached counts 0.
with leads as (

    select
        {{ or_unassigned('facility_id') }} as facility_id,
        {{ or_unassigned('rep_id') }} as rep_id,
        {{ month_of('created_at') }} as month,
        reached_sql,
        reached_opportunity,
        is_won
    from {{ ref('int_sales__lead_states') }}

),

cohorts as (

    select
        facility_id,
        rep_id,
        month,
        count(*) as lead_count,
        count(*) filter (where reached_sql) as sql_count,
        count(*) filter (where reached_opportunity) as opportunity_count,
        count(*) filter (where is_won) as won_count
    from leads
    group by facility_id, rep_id, month

),

stages as (

    select
        cohorts.facility_id,
        cohorts.rep_id,
        cohorts.month,
        stages.stage as funnel_stage,
        stages.stage_rank,
        cohorts.lead_count,
        case stages.stage
            when 'lead' then cohorts.lead_count
            when 'sql' then cohorts.sql_count
            when 'opportunity' then cohorts.opportunity_count
            when 'won' then cohorts.won_count
        end as stage_count
    from cohorts
    inner join {{ ref('deal_stages') }} as stages on stages.stage in ('lead', 'sql', 'opportunity', 'won')

),

with_previous as (

    select
        *,
        lag(stage_count) over (partition by facility_id, rep_id, month order by stage_rank) as previous_stage_count
    from stages

)

select
    funnel.facility_id,
    facilities.facility_name,
    funnel.rep_id,
    funnel.month,
    funnel.funnel_stage,
    cast(funnel.stage_rank as integer) as stage_rank,
    funnel.stage_count,
    funnel.previous_stage_count,
    {{ percentage('funnel.stage_count', 'funnel.previous_stage_count') }} as conversion_rate_pct,
    {{ percentage('funnel.stage_count', 'funnel.lead_count') }} as share_of_leads_pct
from with_previous as funnel
left join {{ ref('int_sales__facilities') }} as facilities on funnel.facility_id = facilities.facility_id
order by funnel.facility_id, funnel.rep_id, funnel.month, funnel.stage_rank
