-- Rates lie in 0-100 and are what their counts say; over all months every check of every ticket is told once (identity 62),
-- and every ticket is created once.
{{ config(tags=['kpi']) }}
with totals as (

    select
        sum(checks_met) as checks_met,
        sum(checks_breached) as checks_breached,
        sum(checks_pending) as checks_pending,
        sum(total_tickets) as total_tickets,
        sum(resolved_tickets) as resolved_tickets,
        sum(total_tickets) filter (where response_target_hours is not null) as tickets_with_target
    from {{ ref('ticket_sla_compliance') }}

),

tickets as (

    select
        count(*) as total_tickets,
        count(resolved_at) as resolved_tickets
    from {{ ref('int_crm__tickets') }}

)

select 'rates' as what
from {{ ref('ticket_sla_compliance') }}
where
    sla_compliance_rate_pct not between 0 and 100
    or ticket_compliance_rate_pct not between 0 and 100
    or (sla_compliance_rate_pct is null) != (checks_evaluated = 0)
    or abs(sla_compliance_rate_pct * checks_evaluated - 100 * checks_met) > 1e-6

union all

select 'totals' as what
from totals
cross join tickets
where
    totals.checks_met + totals.checks_breached + totals.checks_pending != 2 * totals.tickets_with_target
    or totals.total_tickets != tickets.total_tickets
    or totals.resolved_tickets != tickets.resolved_tickets
