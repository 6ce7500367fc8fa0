-- One row per term of a subscription's contract.
select
    subscription_id,
    organization_id as org_id,
    lower(plan) as plan,
    term_start as term_start_date,
    term_end as term_end_date,
    coalesce(is_fixed_term, false) as is_fixed_term,
    lower(status) as status,
    created_at
from {{ ref('base_app__subscriptions') }}
where row_outcome = 'loaded'
