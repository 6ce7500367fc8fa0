-- What the deals of a facility, rep and month of arrival are worth, by the stage that they have come to and in each
-- scenario. Deals are summed row by row; a stage that none of them is in has a row of zeros.
with deals as (

    select
        {{ or_unassigned('facility_id') }} as facility_id,
        {{ or_unassigned('rep_id') }} as rep_id,
        {{ month_of('coalesce(lead_created_at, created_at)') }} as month,
        deal_id,
        stage,
        amount_usd
    from {{ ref('int_sales__deal_states') }}
    where is_dated

),

cohorts as (

    select distinct
        facility_id,
        rep_id,
        month
    from deals

),

stages as (

    select
        stage,
        stage_rank,
        is_open,
        cast(win_probability as decimal(6, 4)) as win_probability,
        cast(stage_weight as decimal(6, 4)) as stage_weight
    from {{ ref('deal_stages') }}

),

placed as (

    select
        cohorts.facility_id,
        cohorts.rep_id,
        cohorts.month,
        stages.*,
        deals.deal_id,
        deals.amount_usd
    from cohorts
    cross join stages
    left join deals
        on
            cohorts.facility_id = deals.facility_id
            and cohorts.rep_id = deals.rep_id
            and cohorts.month = deals.month
            and stages.stage = deals.stage

),

{% for scenario, rule in pipeline_scenarios().items() %}
-- Without chances every deal that is not lost is won.
{% set chance = scenario_toggle('win_probability > 0', not rule.uses_probability, '1', 'win_probability') -%}
{{ scenario }} as (

    select
        facility_id,
        rep_id,
        month,
        stage,
        '{{ scenario }}' as scenario,
        stage_rank,
        is_open,
        count(deal_id) as deal_count,
        coalesce(sum(amount_usd), 0) as total_pipeline_value,
        sum({{ weighted_pipeline_scenario('amount_usd', chance, 'stage_weight', rule.uses_weight) }}) as weighted_pipeline_value,
        {{ weighted_forecast('win_probability', 'amount_usd', rule.uses_probability) }} as mean_win_probability,
        any_value(win_probability) as stage_win_probability,
        any_value({{ 'stage_weight' if rule.uses_weight else '1' }}) as weight_factor
    from placed
    group by facility_id, rep_id, month, stage, stage_rank, is_open

),

{% endfor -%}
scenarios as (

    {% for scenario in pipeline_scenarios() %}
    select * from {{ scenario }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}

)

select
    scenarios.facility_id,
    facilities.facility_name,
    scenarios.rep_id,
    scenarios.month,
    scenarios.stage,
    scenarios.scenario,
    cast(scenarios.stage_rank as integer) as stage_rank,
    scenarios.is_open,
    scenarios.deal_count,
    cast(scenarios.total_pipeline_value as decimal(18, 2)) as total_pipeline_value,
    cast(scenarios.weighted_pipeline_value as decimal(28, 10)) as weighted_pipeline_value,
    -- Where no deal is, the chance that the stage itself has.
    coalesce(scenarios.mean_win_probability, cast(scenarios.stage_win_probability as double)) as avg_win_probability,
    cast(scenarios.weight_factor as double) as weight_factor
from scenarios
left join {{ ref('int_sales__facilities') }} as facilities on scenarios.facility_id = facilities.facility_id
order by scenarios.facility_id, scenarios.rep_id, scenarios.month, scenarios.stage_rank, scenarios.scenario
