-- Identity 5, on the spine that all scores stand on: only where billing is known.
select
    spine.org_id,
    spine.metric_date,
    spine.customer_arr,
    billing.mrr_usd
from {{ ref('int_organizations__daily') }} as spine
left join {{ ref('int_billing__customer_days') }} as billing
    on
        spine.org_id = billing.customer_id
        and spine.metric_date = billing.metric_date
where
    {{ has_billing() | lower }}
    and abs(spine.customer_arr - 12 * coalesce(billing.mrr_usd, 0)) > 0.01
