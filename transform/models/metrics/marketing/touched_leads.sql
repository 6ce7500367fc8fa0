-- One row per lead with a touchpoint, on the day of the first one, with what became of it since.
{%- set deal_tables = ['crm.leads', 'crm.opportunities', 'salesforce.opportunity'] %}
select
    lead_id,
    cast(first_touched_at as date) as metric_date,
    campaign_id,
    segment,
    industry,
    region,
    cohort_month,
    {{ null_without(deal_tables, 'coalesce(last_won_at >= first_touched_at, false)', 'integer') }} as became_customer
from {{ ref('marketing_leads') }}
where cast(first_touched_at as date) <= {{ as_of_date() }}
