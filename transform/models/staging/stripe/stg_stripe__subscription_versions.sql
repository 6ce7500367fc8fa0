-- One row per version; a connector that keeps the current one only has one row per subscription.
select
    id as subscription_id,
    customer_id as stripe_customer_id,
    lower(status) as status,
    quantity,
    coalesce(created, start_date, _fivetran_start) as created_at,
    coalesce(_fivetran_start, created, start_date) as version_from,
    -- An open version ends in the year 9999.
    case when _fivetran_end < timestamp '9999-01-01' then _fivetran_end end as version_until,
    trial_start as trial_start_at,
    trial_end as trial_end_at,
    current_period_start as current_period_start_at,
    current_period_end as current_period_end_at,
    coalesce(cancel_at_period_end, false) as is_ending_with_period,
    canceled_at,
    ended_at
from {{ ref('base_stripe__subscription_history') }}
where row_outcome = 'loaded'
