-- Everything that is known of a facility and month, side by side: one row each, whatever of it there is.
with sla as (

    select
        facility_id,
        month,
        cast(sum(total_tickets) as bigint) as total_tickets,
        cast(sum(resolved_tickets) as bigint) as resolved_tickets,
        cast(sum(checks_evaluated) as bigint) as sla_checks_evaluated,
        cast(sum(checks_met) as bigint) as sla_checks_met,
        cast(sum(tickets_evaluated) as bigint) as tickets_evaluated,
        cast(sum(tickets_met) as bigint) as tickets_met
    from {{ ref('ticket_sla_compliance') }}
    group by facility_id, month

)

select
    spine.facility_id,
    spine.facility_name,
    spine.customer_id,
    spine.month,
    coalesce(deals.leads_created, 0) as leads_created,
    coalesce(deals.leads_reached_sql, 0) as leads_reached_sql,
    coalesce(deals.leads_reached_opportunity, 0) as leads_reached_opportunity,
    coalesce(deals.leads_won, 0) as leads_won,
    {{ percentage('deals.leads_reached_sql', 'deals.leads_created') }} as lead_to_sql_rate_pct,
    {{ percentage('deals.leads_won', 'deals.leads_created') }} as lead_to_won_rate_pct,
    coalesce(deals.deals_won, 0) as deals_won,
    coalesce(deals.deals_lost, 0) as deals_lost,
    cast(coalesce(deals.closed_won_amount_usd, 0) as decimal(18, 2)) as closed_won_amount_usd,
    {{ percentage('deals.deals_won', '(deals.deals_won + deals.deals_lost)') }} as win_rate_pct,
    outreach.total_outreach,
    outreach.total_responses,
    outreach.total_conversions,
    outreach.response_rate_pct,
    outreach.conversion_rate_pct,
    pipeline.total_applications,
    pipeline.pending_applications,
    pipeline.interview_applications,
    pipeline.hired_applications,
    pipeline.rejected_applications,
    pipeline.no_longer_pending_pct,
    pipeline.hires,
    pipeline.avg_days_to_fill,
    compliance.scored_applications,
    compliance.compliant_applications,
    compliance.compliance_rate_pct,
    compliance.applications_with_violations,
    revenue.paid_invoices,
    revenue.revenue_usd,
    revenue.issued_usd,
    sla.total_tickets,
    sla.resolved_tickets,
    sla.sla_checks_evaluated,
    sla.sla_checks_met,
    {{ percentage('sla.sla_checks_met', 'sla.sla_checks_evaluated') }} as sla_compliance_rate_pct,
    {{ percentage('sla.tickets_met', 'sla.tickets_evaluated') }} as ticket_compliance_rate_pct,
    csat.response_count as csat_response_count,
    csat.avg_score as csat_score,
    csat.promoter_or_satisfaction_pct as csat_satisfied_pct,
    nps.response_count as nps_response_count,
    nps.nps_score
from {{ ref('int_crm__facility_months') }} as spine
left join {{ ref('int_crm__deal_months') }} as deals
    on
        spine.facility_id = deals.facility_id
        and spine.month = deals.month
{% for table, name in [
    ('outreach_kpis', 'outreach'), ('pipeline_kpis', 'pipeline'), ('compliance_kpis', 'compliance'), ('revenue_kpis', 'revenue'),
] %}
left join {{ ref(table) }} as {{ name }}
    on
        spine.facility_id = {{ name }}.facility_id
        and spine.month = {{ name }}.month
{% endfor %}
left join sla
    on
        spine.facility_id = sla.facility_id
        and spine.month = sla.month
{% for survey in ['csat', 'nps'] %}
left join {{ ref('satisfaction_rollups') }} as {{ survey }}
    on
        spine.facility_id = {{ survey }}.facility_id
        and spine.month = {{ survey }}.month
        and {{ survey }}.metric_type = '{{ survey }}'
{% endfor %}
order by spine.facility_id, spine.month
