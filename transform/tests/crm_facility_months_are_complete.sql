-- Each table by facility and month has every calendar month of a facility exactly once, up to that of the as-of, whether
-- anything happened in it or not; months never double what a join brought together.
{{ config(tags=['kpi']) }}
with tables as (

    {% for table in ['compliance_kpis', 'pipeline_kpis', 'revenue_kpis', 'outreach_kpis', 'combined_kpis', 'health_scores'] %}
    select
        '{{ table }}' as table_name,
        facility_id,
        month
    from {{ ref(table) }}
    union all
    {% endfor %}
    select
        'ticket_sla_compliance' as table_name,
        facility_id,
        month
    from {{ ref('ticket_sla_compliance') }}
    where priority = 'high'
    union all
    select
        'satisfaction_rollups' as table_name,
        facility_id,
        month
    from {{ ref('satisfaction_rollups') }}
    where metric_type = 'nps'

),

spans as (

    select
        table_name,
        facility_id,
        min(month) as first_month,
        max(month) as last_month,
        count(*) as months,
        count(distinct month) as distinct_months
    from tables
    group by table_name, facility_id

)

select *
from spans
where
    last_month != {{ as_of_month() }}
    or months != distinct_months
    or months != date_diff('month', first_month, last_month) + 1
