-- Every customer as steps of whole days: the sum of its subscriptions at the end of each day, and by which of the five
-- movements monthly recurring revenue (MRR) came there. One movement a day: they are told of the customer, not netted
-- over a period.
with days as (

    select distinct
        customer_id,
        from_date
    from {{ ref('int_billing__subscription_day_steps') }}

),

states as (

    select
        days.customer_id,
        days.from_date,
        cast(sum(steps.mrr_usd) as decimal(18, 6)) as mrr_usd,
        cast(coalesce(sum(steps.mrr_usd) filter (where steps.is_past_due), 0) as decimal(18, 6)) as past_due_mrr_usd,
        count(*) filter (where steps.is_paying) as active_subscriptions,
        cast(coalesce(sum(steps.seats) filter (where steps.is_paying), 0) as bigint) as seats,
        coalesce(bool_or(steps.is_past_due and steps.is_paying), false) as is_past_due,
        coalesce(bool_or(steps.is_trialing), false) as is_trialing,
        min(steps.term_end_date) filter (where steps.is_paying and steps.is_fixed_term) as next_term_end_date,
        coalesce(bool_or(steps.is_paying and steps.is_fixed_term), false) as has_fixed_term,
        first(steps.plan order by steps.mrr_usd desc, steps.contract_mrr_usd desc, steps.subscription_id)
            filter (where steps.is_paying or steps.is_trialing) as plan
    from days
    inner join {{ ref('int_billing__subscription_day_steps') }} as steps
        on
            days.customer_id = steps.customer_id
            and days.from_date >= steps.from_date
            and days.from_date < steps.to_date
    group by days.customer_id, days.from_date

),

with_opening as (

    select
        *,
        coalesce(lead(from_date) over so_far, date '9999-12-31') as to_date,
        lag(mrr_usd, 1, 0) over so_far as opening_mrr_usd,
        min(case when mrr_usd > 0 then from_date end) over so_far as first_paying_date
    from states
    window so_far as (partition by customer_id order by from_date)

),

with_movement as (

    select
        *,
        case
            when opening_mrr_usd = 0 and mrr_usd > 0
                then case when first_paying_date = from_date then 'new' else 'reactivation' end
            when opening_mrr_usd > 0 and mrr_usd = 0 then 'churn'
            when mrr_usd > opening_mrr_usd then 'expansion'
            when mrr_usd < opening_mrr_usd then 'contraction'
            else 'none'
        end as mrr_movement
    from with_opening

)

select
    *,
    case
        when mrr_usd > 0
            then max(case when mrr_movement in ('new', 'reactivation') then from_date end) over (
                partition by customer_id order by from_date
            )
    end as paying_since
from with_movement
