{{ config(tags=['customer_success']) }}

-- Identities 12 and 37: who is at risk is active, and the revenue at risk is a part of all revenue.
select *
from {{ ref('customer_success_days') }}
where
    at_risk_customers > active_customers
    or (at_risk_customers = 0 and mrr_at_risk_usd != 0)
    or (at_risk_customers = 1 and mrr_at_risk_usd <= 0)
