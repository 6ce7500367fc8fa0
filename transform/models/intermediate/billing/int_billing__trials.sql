-- Every trial, and whether its customer paid at the end of a day between its start and two weeks after its end.
with trials as (

    select
        subscription_id,
        customer_id,
        cast(coalesce(trial_start_at, created_at) as date) as trial_start_date,
        cast(trial_end_at as date) as trial_end_date
    from {{ ref('int_billing__subscriptions') }}
    where trial_end_at > coalesce(trial_start_at, created_at)

),

converted as (

    select distinct trials.subscription_id
    from trials
    inner join {{ ref('int_billing__customer_steps') }} as steps
        on
            trials.customer_id = steps.customer_id
            and steps.mrr_usd > 0
            and steps.from_date <= least(trials.trial_end_date + 14, {{ as_of_date() }})
            and steps.to_date > trials.trial_start_date

)

select
    trials.subscription_id,
    trials.customer_id,
    trials.trial_start_date,
    trials.trial_end_date,
    -- Before that nobody knows how it ends.
    trials.trial_end_date + 14 <= {{ as_of_date() }} as is_evaluated,
    converted.subscription_id is not null as has_converted
from trials
left join converted on trials.subscription_id = converted.subscription_id
