-- What subscriptions bring a year whose fixed term ends within the next 90 days, on every day on which it does; and a row
-- of 0 on the day after, so that the last day of a period is never an older one.
with days as (

    select
        subscription_id,
        customer_id,
        mrr_usd,
        term_end_date,
        cast(unnest(generate_series(
            cast(greatest(from_date, term_end_date - 90) as timestamp),
            cast(least(to_date - 1, term_end_date - 1, {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from {{ ref('int_billing__subscription_day_steps') }}
    where
        is_paying
        and is_fixed_term

),

days_after as (

    select
        subscription_id,
        customer_id,
        metric_date + 1 as metric_date
    from days
    qualify
        metric_date < {{ as_of_date() }}
        and coalesce(
            lead(metric_date) over (partition by subscription_id order by metric_date) > metric_date + 1, true
        )

)

select
    subscription_id,
    customer_id,
    metric_date,
    term_end_date,
    cast(12 * mrr_usd as decimal(18, 6)) as renewal_arr_usd
from days

union all

select
    subscription_id,
    customer_id,
    metric_date,
    cast(null as date) as term_end_date,
    cast(0 as decimal(18, 6)) as renewal_arr_usd
from days_after
