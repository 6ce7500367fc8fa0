-- By how much each customer moved on each day, and whether it had ever paid before.
select
    *,
    lag(mrr, 1, 0) over days as mrr_before,
    coalesce(max(mrr) over (days rows between unbounded preceding and 1 preceding), 0) > 0 as has_paid_before
from customer_mrr
window days as (partition by customer_id order by day)
