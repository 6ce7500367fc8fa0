-- One row per user whose first 14 days are over, with whether it got value on two of them. It belongs to the customer that
-- it joined first. Of users who came before the events nobody knows.
select
    user_id,
    customer_id,
    cast(created_at as date) as metric_date,
    cohort_month,
    cast(is_activated_14d as bigint) as activated_users
from {{ ref('entity_users') }}
where is_activated_14d is not null
order by metric_date, user_id
