-- By which movement the recurring revenue of each single subscription came to its next step. They are told of the
-- subscription: a customer that moves from one to another has a new and a churned one, but no movement of its own.
with moved as (

    select
        *,
        min(case when mrr_usd > 0 then from_date end) over (
            partition by subscription_id order by from_date
        ) as first_paid_date
    from {{ ref('int_billing__subscription_day_steps') }}

)

select
    subscription_id,
    customer_id,
    from_date as moved_date,
    opening_mrr_usd,
    mrr_usd,
    case
        when opening_mrr_usd = 0 and first_paid_date = from_date then 'new'
        when opening_mrr_usd = 0 then 'reactivation'
        when mrr_usd = 0 then 'churn'
        when mrr_usd > opening_mrr_usd then 'expansion'
        else 'contraction'
    end as mrr_movement,
    cast(abs(mrr_usd - opening_mrr_usd) as decimal(18, 6)) as moved_mrr_usd
from moved
where mrr_usd != opening_mrr_usd
