-- Every trial of which it is known how it ended (two weeks after its end), on the day on which it started.
with first_paying_days as (

    select
        customer_id,
        min(first_paying_date) as first_paying_date
    from {{ ref('int_billing__customer_steps') }}
    group by customer_id

)

select
    trials.subscription_id,
    trials.customer_id,
    trials.trial_start_date as metric_date,
    cast(date_trunc('month', first_paying_days.first_paying_date) as date) as cohort_month,
    trials.has_converted
from {{ ref('int_billing__trials') }} as trials
left join first_paying_days on trials.customer_id = first_paying_days.customer_id
where trials.is_evaluated
order by metric_date, trials.subscription_id
