-- One row per marketing-qualified lead, on the day on which it first qualified, with what became of it since.
{%- set deal_tables = ['crm.leads', 'crm.opportunities', 'salesforce.opportunity'] %}
select
    lead_id,
    cast(mql_at as date) as metric_date,
    campaign_id,
    segment,
    industry,
    region,
    cohort_month,
    mql_score,
    case when reached_sql then 1 when not reached_sql then 0 end as became_sql,
    {{ null_without(deal_tables, 'coalesce(last_won_at >= mql_at, false)', 'integer') }} as became_customer
from {{ ref('marketing_leads') }}
where cast(mql_at as date) <= {{ as_of_date() }}
