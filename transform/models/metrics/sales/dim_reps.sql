-- The sales people by whom the metrics are told. Their region stands with what they sell: a deal has one of its own.
select
    rep_id,
    rep_name,
    department,
    email,
    region,
    is_active
from {{ ref('int_sales__reps') }}
order by rep_id
