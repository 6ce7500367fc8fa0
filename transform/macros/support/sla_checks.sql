{#- The SLA checks of any tickets: two per ticket with a priority that the seed sla_targets knows, of kind `response` and
    `resolution`. A check is due at creation plus its target; met when completed by then, breached when not, open or not,
    pending before. It is evaluated at the earlier of completion and due moment.
    tickets: relation with ticket_id, priority, created_at, first_response_at, resolved_at.
    carried: its columns to hand on. response_is_known: SQL; false where the source cannot tell a first response. -#}
{% macro sla_checks(tickets, carried=[], response_is_known='true') -%}
with dated as (

    select
        tickets.ticket_id,
        {% for column in carried %}
        tickets.{{ column }},
        {% endfor %}
        tickets.priority,
        targets.check_kind,
        targets.target_hours,
        tickets.created_at,
        {{ sla_due_at('tickets.created_at', 'targets.target_hours') }} as due_at,
        case targets.check_kind
            when 'response' then tickets.first_response_at
            else tickets.resolved_at
        end as ended_at
    from {{ tickets }} as tickets
    inner join {{ ref('sla_targets') }} as targets on tickets.priority = targets.priority
    where targets.check_kind = 'resolution' or {{ response_is_known }}

),

completed as (

    select
        * exclude (ended_at),
        case when ended_at <= {{ as_of_at() }} then ended_at end as completed_at
    from dated

),

judged as (

    select
        *,
        case
            when completed_at <= due_at then 'met'
            when due_at <= {{ as_of_at() }} then 'breached'
            else 'pending'
        end as sla_result
    from completed

)

select
    *,
    case sla_result when 'met' then completed_at when 'breached' then due_at end as evaluated_at,
    {{ elapsed_hours('created_at', 'completed_at') }} as hours_taken
from judged
{%- endmacro %}

{#- When a target that counts from a moment has run out. -#}
{% macro sla_due_at(since, target_hours) -%}
    {{ since }} + {{ target_hours }} * interval 1 hour
{%- endmacro %}

{#- Elapsed time, not hours of the clock: 10:59 to 11:01 is a thirtieth of an hour. -#}
{% macro elapsed_hours(since, until) -%}
    epoch_us({{ until }} - {{ since }}) / 3.6e9
{%- endmacro %}
