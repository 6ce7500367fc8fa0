-- What the customer's subscriptions say at the end of the day: whether one is past due, how many seats are paid for, how
-- many days are left until the first fixed term ends.
with subscriptions as (

    select distinct
        history.id as subscription_id,
        coalesce(contracts.organization_id, customers.metadata ->> '$.organization_id') as org_id,
        history.status,
        history._fivetran_start as valid_from,
        history._fivetran_end as valid_to
    from raw_stripe.subscription_history as history
    left join raw_stripe.customer as customers on history.customer_id = customers.id
    left join (select distinct subscription_id, organization_id from raw_app.subscriptions) as contracts
        on history.id = contracts.subscription_id

),

states as (

    select
        score_days.day,
        score_days.org_id,
        subscriptions.subscription_id,
        subscriptions.status,
        (
            select sum(items.quantity)
            from (
                select distinct id, subscription_id, quantity, _fivetran_start, _fivetran_end
                from raw_stripe.subscription_item
            ) as items
            where
                items.subscription_id = subscriptions.subscription_id
                and score_days.day + 1 > items._fivetran_start
                and score_days.day + 1 <= items._fivetran_end
        ) as seats,
        (
            select min(term_end)
            from raw_app.subscriptions as terms
            where
                terms.subscription_id = subscriptions.subscription_id
                and is_fixed_term
                and term_start <= score_days.day
                and term_end > score_days.day
        ) as term_end
    from score_days
    inner join subscriptions
        on
            score_days.org_id = subscriptions.org_id
            and score_days.day + 1 > subscriptions.valid_from
            and score_days.day + 1 <= subscriptions.valid_to

)

select
    day,
    org_id,
    bool_or(status = 'past_due') as is_past_due,
    sum(seats) filter (where status in ('active', 'past_due')) as seats,
    min(term_end) - day as days_to_term_end
from states
group by day, org_id
