-- The contract terms of the app's database; a term that is not fixed ends when the customer likes.
select
    subscription_id,
    org_id as customer_id,
    plan,
    term_start_date,
    case when is_fixed_term then term_end_date end as term_end_date,
    is_fixed_term and term_end_date is not null as is_fixed_term,
    lead(term_start_date) over (partition by subscription_id order by term_start_date) as next_term_start_date
from {{ ref('stg_app__subscriptions') }}
where term_start_date is not null
