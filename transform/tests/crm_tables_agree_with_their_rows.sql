-- Nothing is lost or doubled on the way to the tables of the CRM: each total is that of the rows beneath it.
{{ config(tags=['kpi']) }}
with pairs as (

    select 'leads in the funnel' as what,
        (select coalesce(sum(stage_count), 0) from {{ ref('conversion_funnel') }} where funnel_stage = 'lead') as told,
        (select count(*) from {{ ref('stg_leads') }}) as counted
    union all
    select 'leads in the cohorts' as what,
        (select coalesce(sum(leads_in_cohort), 0) from {{ ref('cohort_retention') }} where months_since_cohort = 0) as told,
        (select count(*) from {{ ref('stg_leads') }}) as counted
    union all
    select 'amount of the pipeline' as what,
        (select coalesce(sum(total_pipeline_value), 0) from {{ ref('weighted_pipeline_scenarios') }} where scenario = 'base') as told,
        (select coalesce(sum(amount_usd), 0) from {{ ref('int_sales__deal_states') }} where is_dated) as counted
    union all
    select 'deals closed' as what,
        (select coalesce(sum(deals_won + deals_lost), 0) from {{ ref('combined_kpis') }}) as told,
        (select count(closed_at) from {{ ref('int_sales__deal_states') }}) as counted
    union all
    select 'messages of reps' as what,
        (select coalesce(sum(total_outreach), 0) from {{ ref('rep_activity_by_channel') }}) as told,
        (select count(*) from {{ ref('stg_outreach') }}) as counted
    union all
    select 'messages to facilities' as what,
        (select coalesce(sum(total_outreach), 0) from {{ ref('outreach_kpis') }}) as told,
        (select count(*) from {{ ref('stg_outreach') }}) as counted
    union all
    select 'answers' as what,
        (select coalesce(sum(response_count), 0) from {{ ref('satisfaction_rollups') }}) as told,
        (select count(*) from {{ ref('stg_satisfaction') }} where survey_type in ('csat', 'nps')) as counted
    union all
    select 'applications' as what,
        (select coalesce(sum(total_applications), 0) from {{ ref('compliance_kpis') }}) as told,
        (select count(*) from {{ ref('stg_applications') }}) as counted
    union all
    select 'money invoiced' as what,
        (select coalesce(sum(issued_usd), 0) from {{ ref('revenue_kpis') }}) as told,
        (select coalesce(sum(cast(amount_usd as decimal(18, 2))), 0) from {{ ref('stg_invoices') }}) as counted
    union all
    select 'money paid' as what,
        (select coalesce(sum(revenue_usd), 0) from {{ ref('revenue_kpis') }}) as told,
        (select coalesce(sum(amount_usd), 0) from {{ ref('int_crm__invoices') }} where status = 'paid' and paid_at is not null) as counted

)

select *
from pairs
where told is distinct from counted
