-- Tickets, SLA checks and survey answers of a customer per day, as that day ended.
{%- set flows = ['tickets_created', 'tickets_resolved', 'sla_checks_evaluated', 'sla_checks_met'] %}
{%- set ticket_stocks = ['tickets_created_30d', 'open_tickets', 'open_late_tickets', 'sla_checks_evaluated_90d',
                         'sla_checks_met_90d'] %}
{%- set survey_stocks = ['csat_responses_90d', 'csat_satisfied_90d'] %}
with first_days as (

    select
        org_id as customer_id,
        min(metric_date) as first_date
    from {{ ref('int_organizations__daily') }}
    group by org_id

),

flows as (

    select
        customer_id,
        change_date as metric_date,
        {% for measure in flows %}
        sum(change) filter (where measure = '{{ measure }}') as {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_support__customer_changes') }}
    group by customer_id, change_date

),

-- What changed before the first day is where that day begins.
stock_changes as (

    select
        changes.customer_id,
        greatest(changes.change_date, first_days.first_date) as metric_date,
        {% for measure in ticket_stocks + survey_stocks %}
        sum(changes.change) filter (where changes.measure = '{{ measure }}') as {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_support__customer_changes') }} as changes
    inner join first_days on changes.customer_id = first_days.customer_id
    group by changes.customer_id, greatest(changes.change_date, first_days.first_date)

),

nps_answers as (

    select
        answers.customer_id,
        greatest(cast(answers.responded_at as date), first_days.first_date) as metric_date,
        arg_max(cast(answers.responded_at as date), (answers.responded_at, answers.response_id)) as nps_date,
        arg_max(answers.score, (answers.responded_at, answers.response_id)) as nps_score
    from {{ ref('int_surveys__responses') }} as answers
    inner join first_days on answers.customer_id = first_days.customer_id
    where answers.survey_type = 'nps'
    group by answers.customer_id, greatest(cast(answers.responded_at as date), first_days.first_date)

),

-- Running sums over the few days on which something changed; each day of the spine then takes the latest of them.
steps as (

    select
        coalesce(stock_changes.customer_id, nps_answers.customer_id) as customer_id,
        coalesce(stock_changes.metric_date, nps_answers.metric_date) as step_date,
        {% for measure in ticket_stocks + survey_stocks %}
        coalesce(sum(stock_changes.{{ measure }}) over so_far, 0) as {{ measure }},
        {% endfor %}
        last_value(nps_answers.nps_date ignore nulls) over so_far as latest_nps_date,
        last_value(nps_answers.nps_score ignore nulls) over so_far as latest_nps
    from stock_changes
    full outer join nps_answers
        on
            stock_changes.customer_id = nps_answers.customer_id
            and stock_changes.metric_date = nps_answers.metric_date
    window
        so_far as (
            partition by coalesce(stock_changes.customer_id, nps_answers.customer_id)
            order by coalesce(stock_changes.metric_date, nps_answers.metric_date)
        )

),

days as (

    select
        spine.org_id as customer_id,
        spine.metric_date,
        {% for measure in flows %}
        coalesce(flows.{{ measure }}, 0) as {{ measure }},
        {% endfor %}
        {% for measure in ticket_stocks + survey_stocks %}
        coalesce(steps.{{ measure }}, 0) as {{ measure }},
        {% endfor %}
        steps.latest_nps_date,
        steps.latest_nps
    from {{ ref('int_organizations__daily') }} as spine
    left join flows
        on
            spine.org_id = flows.customer_id
            and spine.metric_date = flows.metric_date
    asof left join steps
        on
            spine.org_id = steps.customer_id
            and spine.metric_date >= steps.step_date

)

select
    customer_id,
    metric_date,
    {% for measure in flows + ticket_stocks %}
    {{ null_without(ticket_sources(), measure) }} as {{ measure }},
    {% endfor %}
    {% for measure in survey_stocks %}
    {{ null_without(survey_sources(), measure) }} as {{ measure }},
    {% endfor %}
    {% for days in [180, 365] %}
    cast(case when latest_nps_date > metric_date - {{ days }} then latest_nps end as integer) as latest_nps_{{ days }}d
    {{- ',' if not loop.last }}
    {% endfor %}
from days
