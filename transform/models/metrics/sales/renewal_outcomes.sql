-- One row per fixed contract term whose days of grace are over, on the day on which it ended. Later terms are left out, so
-- that a rate once told does not change.
select
    renewals.subscription_id,
    renewals.term_start_date,
    renewals.term_end_date as metric_date,
    renewals.customer_id,
    customers.cohort_month,
    cast(renewals.renewal_result = 'renewed' as integer) as is_renewed
from {{ ref('int_billing__renewals') }} as renewals
left join {{ ref('entity_customers') }} as customers on renewals.customer_id = customers.customer_id
where renewals.renewal_result != 'pending'
