-- Tickets of a facility and priority per month, each thing in the month in which it happened: a ticket when it was
-- created, its answer and its resolution when they came, a check when it was evaluated. A ticket counts as compliant, and
-- a check as pending, in the month of the ticket.
with tickets as (

    select
        *,
        {{ month_of('created_at') }} as created_month,
        {{ month_of('first_response_at') }} as response_month,
        {{ month_of('resolved_at') }} as resolved_month,
        {{ elapsed_hours('created_at', 'first_response_at') }} as first_response_hours,
        {{ elapsed_hours('created_at', 'resolved_at') }} as resolution_hours
    from {{ ref('int_crm__tickets') }}

),

ticket_results as (

    select
        ticket_id,
        count(*) filter (where sla_result = 'breached') > 0 as is_breached,
        count(*) filter (where sla_result = 'met') = count(*) as is_met
    from {{ ref('int_crm__sla_checks') }}
    group by ticket_id

),

created as (

    select
        tickets.facility_id,
        tickets.priority,
        tickets.created_month as month,
        count(*) as total_tickets,
        count(*) filter (where ticket_results.is_met) as tickets_met,
        count(*) filter (where ticket_results.is_met or ticket_results.is_breached) as tickets_evaluated
    from tickets
    left join ticket_results on tickets.ticket_id = ticket_results.ticket_id
    group by tickets.facility_id, tickets.priority, tickets.created_month

),

responses as (

    select
        facility_id,
        priority,
        response_month as month,
        avg({{ exact('first_response_hours') }}) as avg_first_response_hours,
        max(first_response_hours) as max_first_response_hours,
        median(first_response_hours) as median_first_response_hours
    from tickets
    where first_response_at is not null
    group by facility_id, priority, response_month

),

resolutions as (

    select
        facility_id,
        priority,
        resolved_month as month,
        count(*) as resolved_tickets,
        avg({{ exact('resolution_hours') }}) as avg_resolution_hours,
        max(resolution_hours) as max_resolution_hours,
        median(resolution_hours) as median_resolution_hours
    from tickets
    where resolved_at is not null
    group by facility_id, priority, resolved_month

),

checks as (

    select
        facility_id,
        priority,
        {{ month_of('coalesce(evaluated_at, created_at)') }} as month,
        count(*) filter (where sla_result != 'pending') as checks_evaluated,
        count(*) filter (where sla_result = 'met') as checks_met,
        count(*) filter (where sla_result = 'breached') as checks_breached,
        count(*) filter (where sla_result = 'pending') as checks_pending
    from {{ ref('int_crm__sla_checks') }}
    group by facility_id, priority, {{ month_of('coalesce(evaluated_at, created_at)') }}

),

priorities as (

    select
        priority,
        max(target_hours) filter (where check_kind = 'response') as response_target_hours,
        max(target_hours) filter (where check_kind = 'resolution') as resolution_target_hours
    from {{ ref('sla_targets') }}
    group by priority

    union all

    -- Nobody promised anything for a ticket without a priority that the targets know; it is a ticket all the same.
    select distinct
        priority,
        cast(null as integer) as response_target_hours,
        cast(null as integer) as resolution_target_hours
    from tickets
    where not coalesce(priority in (select priority from {{ ref('sla_targets') }}), false)

),

-- A month without tickets has a row for each priority; other priorities have one where they occur.
spine as (

    select
        months.facility_id,
        months.facility_name,
        months.month,
        priorities.priority,
        priorities.response_target_hours,
        priorities.resolution_target_hours
    from {{ ref('int_crm__facility_months') }} as months
    cross join priorities

)

select
    spine.facility_id,
    spine.facility_name,
    coalesce(spine.priority, 'none') as priority,
    spine.month,
    coalesce(created.total_tickets, 0) as total_tickets,
    coalesce(resolutions.resolved_tickets, 0) as resolved_tickets,
    coalesce(checks.checks_evaluated, 0) as checks_evaluated,
    coalesce(checks.checks_met, 0) as checks_met,
    coalesce(checks.checks_breached, 0) as checks_breached,
    coalesce(checks.checks_pending, 0) as checks_pending,
    {{ percentage('checks.checks_met', 'checks.checks_evaluated') }} as sla_compliance_rate_pct,
    coalesce(created.tickets_evaluated, 0) as tickets_evaluated,
    coalesce(created.tickets_met, 0) as tickets_met,
    {{ percentage('created.tickets_met', 'created.tickets_evaluated') }} as ticket_compliance_rate_pct,
    responses.avg_first_response_hours,
    responses.max_first_response_hours,
    responses.median_first_response_hours,
    resolutions.avg_resolution_hours,
    resolutions.max_resolution_hours,
    resolutions.median_resolution_hours,
    spine.response_target_hours,
    spine.resolution_target_hours
from spine
{% for happened in ['created', 'responses', 'resolutions', 'checks'] %}
left join {{ happened }}
    on
        spine.facility_id = {{ happened }}.facility_id
        and spine.priority is not distinct from {{ happened }}.priority
        and spine.month = {{ happened }}.month
{% endfor %}
order by spine.facility_id, spine.month, priority
