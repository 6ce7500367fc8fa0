{{ config(materialized='view') }}

-- What the CRM says that a customer pays a year at the end of every day, beside what billing says. Null where the company
-- lacks either of them: there is nothing to compare.
select
    customer_id,
    metric_date,
    cast(crm_arr_usd as decimal(18, 6)) as crm_arr_usd,
    {% if has_billing() and not source_is_missing('salesforce.account') %}
    cast(
        cast(coalesce(crm_arr_usd, 0) as decimal(18, 6)) - 12 * cast(coalesce(mrr_usd, 0) as decimal(18, 6))
        as decimal(18, 6)
    ) as arr_gap_usd
    {%- else %}
    cast(null as decimal(18, 6)) as arr_gap_usd
    {%- endif %}
from {{ ref('entity_customers_daily') }}
