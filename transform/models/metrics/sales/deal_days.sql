-- One row per deal and day on which it matters: each day at whose end it is open, and after its close the 90 days and the
-- rest of the quarter for which a win or a loss still counts. Amount, owner and expected close are those of today, the
-- stage is that of the day.
with deals as (

    select
        deal_id,
        rep_id,
        facility_id,
        segment,
        industry,
        region,
        channel,
        coalesce(amount_usd, 0) as value_usd,
        created_at,
        lead_created_at,
        closed_at,
        expected_close_date,
        -- What was closed before it was created is an error: it has no length.
        cast(
            case when closed_at >= created_at then {{ elapsed_days('created_at', 'closed_at') }} end as decimal(18, 10)
        ) as cycle_days
    from {{ ref('int_sales__deals') }}

),

steps as (

    select
        deal_id,
        stage,
        is_open,
        stage_changed_at,
        cast(valid_from as date) as first_date,
        case
            when is_open then cast(valid_to as date) - 1
            else greatest(
                cast(valid_from as date) + 89,
                cast(date_trunc('quarter', valid_from) + interval 3 month as date) - 1
            )
        end as last_date
    from {{ ref('int_sales__deal_stage_history') }}

),

stage_days as (

    select
        steps.deal_id,
        steps.stage,
        steps.is_open,
        steps.stage_changed_at,
        cast(days.day as date) as metric_date,
        -- The last moment of the day.
        days.day + interval 1 day - interval 1 microsecond as day_end,
        cast(date_trunc('quarter', days.day) as date) as quarter_start,
        cast(date_trunc('quarter', days.day) + interval 3 month as date) - 1 as quarter_end
    from steps
    cross join
        unnest(generate_series(
            cast(steps.first_date as timestamp),
            cast(least(coalesce(steps.last_date, {{ as_of_date() }}), {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as days (day)

),

deal_days as (

    select
        stage_days.*,
        deals.* exclude (deal_id),
        cast(stages.win_probability as decimal(6, 4)) as win_probability,
        cast(stages.stage_weight as decimal(6, 4)) as stage_weight,
        -- A deal is as old as its opportunity; before there is one, as its lead.
        case
            when not stage_days.is_open then null
            when deals.created_at <= stage_days.day_end then {{ elapsed_days('deals.created_at', 'stage_days.day_end') }}
            else {{ elapsed_days('deals.lead_created_at', 'stage_days.day_end') }}
        end as age_days,
        coalesce(
            stage_days.is_open
            and deals.expected_close_date > stage_days.metric_date
            and deals.expected_close_date <= stage_days.quarter_end,
            false
        ) as closes_this_quarter,
        stage_days.stage = 'won' and cast(deals.closed_at as date) >= stage_days.quarter_start as is_won_qtd,
        stage_days.stage = 'won'
        and cast(deals.closed_at as date) >= date_trunc('month', stage_days.metric_date) as is_won_mtd,
        not stage_days.is_open and cast(deals.closed_at as date) > stage_days.metric_date - 90 as is_closed_90d
    from stage_days
    inner join deals on stage_days.deal_id = deals.deal_id
    inner join {{ ref('deal_stages') }} as stages on stage_days.stage = stages.stage

)

select
    deal_id,
    metric_date,
    rep_id,
    facility_id,
    stage,
    segment,
    industry,
    region,
    channel,
    case
        when age_days < 31 then '0-30'
        when age_days < 61 then '31-60'
        when age_days < 91 then '61-90'
        when age_days < 121 then '91-120'
        when age_days >= 121 then '> 120'
    end as deal_age_band,
    is_open,
    cast(is_open as integer) as open_deals,
    cast(case when is_open then value_usd else 0 end as decimal(18, 2)) as open_amount_usd,
    cast(case when stage in ('sql', 'opportunity') then value_usd else 0 end as decimal(18, 2)) as qualified_amount_usd,
    {%- set expected = weighted_pipeline_scenario('value_usd', 'win_probability', 'stage_weight', false) %}
    {%- set weighted = weighted_pipeline_scenario('value_usd', 'win_probability', 'stage_weight', true) %}
    cast(case when is_open then {{ expected }} else 0 end as decimal(24, 6)) as expected_amount_usd,
    cast(case when is_open then {{ weighted }} else 0 end as decimal(24, 6)) as weighted_amount_usd,
    cast(is_open and stage_changed_at < day_end - interval {{ var('stalled_deal_days') }} day as integer) as stalled_deals,
    cast(is_open and coalesce(expected_close_date < metric_date, false) as integer) as overdue_deals,
    cast(stage = 'opportunity' as integer) as opportunity_deals,
    cast(case when closes_this_quarter then value_usd else 0 end as decimal(18, 2)) as closing_amount_usd,
    cast(case when is_won_qtd then value_usd else 0 end as decimal(18, 2)) as won_amount_qtd_usd,
    cast(
        case when is_won_qtd then value_usd when closes_this_quarter then {{ expected }} else 0 end
        as decimal(24, 6)
    ) as forecast_amount_usd,
    cast(is_won_mtd as integer) as deals_won_mtd,
    cast(case when is_won_mtd then value_usd else 0 end as decimal(18, 2)) as won_amount_mtd_usd,
    cast(is_closed_90d as integer) as deals_closed_90d,
    cast(is_closed_90d and stage = 'won' as integer) as deals_won_90d,
    cast(case when is_closed_90d and stage = 'won' then value_usd else 0 end as decimal(18, 2)) as won_amount_90d_usd,
    case when is_closed_90d and stage = 'won' then cycle_days end as cycle_days_90d
from deal_days
