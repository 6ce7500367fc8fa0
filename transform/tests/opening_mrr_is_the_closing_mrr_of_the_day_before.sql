-- Identities 2 and 3: per customer the revenue of one day is the opening of the next, and no day is missing.
with followed as (

    select
        customer_id,
        metric_date,
        opening_mrr_usd,
        lag(mrr_usd, 1, 0) over (partition by customer_id order by metric_date) as closing_of_the_day_before,
        lag(metric_date) over (partition by customer_id order by metric_date) as day_before
    from {{ ref('int_billing__customer_days') }}

)

select *
from followed
where
    opening_mrr_usd != closing_of_the_day_before
    or metric_date != day_before + 1
