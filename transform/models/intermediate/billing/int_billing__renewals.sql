-- Every fixed contract term that ended by the as-of date: renewed where the customer pays at the end of at least one of
-- the days after it, pending while those days are not over.
with ended_terms as (

    select *
    from {{ ref('int_billing__terms') }}
    where
        is_fixed_term
        and term_end_date <= {{ as_of_date() }}

),

paid_terms as (

    select distinct
        ended_terms.subscription_id,
        ended_terms.term_start_date
    from ended_terms
    inner join {{ ref('int_billing__customer_steps') }} as steps
        on
            ended_terms.customer_id = steps.customer_id
            and steps.mrr_usd > 0
            and steps.from_date <= least(ended_terms.term_end_date + {{ var('renewal_days') }}, {{ as_of_date() }})
            and steps.to_date > ended_terms.term_end_date + 1

)

select
    ended_terms.subscription_id,
    ended_terms.customer_id,
    ended_terms.plan,
    ended_terms.term_start_date,
    ended_terms.term_end_date,
    -- What the subscription brought a year on the last day of its term.
    cast(coalesce(12 * steps.mrr_usd, 0) as decimal(18, 6)) as arr_at_end_usd,
    case
        when ended_terms.term_end_date > {{ as_of_date() }} - {{ var('renewal_days') }} then 'pending'
        when paid_terms.subscription_id is not null then 'renewed'
        else 'lost'
    end as renewal_result
from ended_terms
left join paid_terms
    on
        ended_terms.subscription_id = paid_terms.subscription_id
        and ended_terms.term_start_date = paid_terms.term_start_date
left join {{ ref('int_billing__subscription_day_steps') }} as steps
    on
        ended_terms.subscription_id = steps.subscription_id
        and ended_terms.term_end_date >= steps.from_date
        and ended_terms.term_end_date < steps.to_date
