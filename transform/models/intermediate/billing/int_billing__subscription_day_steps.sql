-- Every subscription as steps of whole days: its state at the end of each day, with the contract term of that day.
with last_change_of_a_day as (

    select
        *,
        cast(valid_from as date) as from_date
    from {{ ref('int_billing__subscription_changes') }}
    qualify row_number() over (partition by subscription_id, cast(valid_from as date) order by valid_from desc) = 1

),

states as (

    select
        *,
        coalesce(
            lead(from_date) over (partition by subscription_id order by from_date), date '9999-12-31'
        ) as to_date
    from last_change_of_a_day

),

terms as (

    select
        subscription_id,
        term_start_date,
        term_end_date,
        is_fixed_term,
        least(coalesce(term_end_date + 1, date '9999-12-31'), coalesce(next_term_start_date, date '9999-12-31'))
            as term_over_date
    from {{ ref('int_billing__terms') }}

),

days as (

    select
        subscription_id,
        from_date
    from states

    union

    select
        states.subscription_id,
        terms.term_start_date as from_date
    from states
    inner join terms
        on
            states.subscription_id = terms.subscription_id
            and terms.term_start_date > states.from_date
            and terms.term_start_date < states.to_date

    union

    select
        states.subscription_id,
        terms.term_over_date as from_date
    from states
    inner join terms
        on
            states.subscription_id = terms.subscription_id
            and terms.term_over_date > states.from_date
            and terms.term_over_date < states.to_date

)

select
    states.subscription_id,
    states.customer_id,
    days.from_date,
    coalesce(
        lead(days.from_date) over (partition by days.subscription_id order by days.from_date), date '9999-12-31'
    ) as to_date,
    states.status,
    states.plan,
    states.price_id,
    states.billing_interval,
    states.interval_count,
    states.seats,
    states.list_mrr_usd,
    states.contract_mrr_usd,
    states.mrr_usd,
    lag(states.mrr_usd, 1, 0) over (partition by days.subscription_id order by days.from_date) as opening_mrr_usd,
    states.mrr_usd > 0 as is_paying,
    states.is_past_due,
    states.is_trialing,
    terms.term_start_date,
    terms.term_end_date,
    coalesce(terms.is_fixed_term, false) as is_fixed_term
from days
inner join states
    on
        days.subscription_id = states.subscription_id
        and days.from_date >= states.from_date
        and days.from_date < states.to_date
left join terms
    on
        days.subscription_id = terms.subscription_id
        and days.from_date >= terms.term_start_date
        and days.from_date < terms.term_over_date
where days.from_date <= {{ as_of_date() }}
