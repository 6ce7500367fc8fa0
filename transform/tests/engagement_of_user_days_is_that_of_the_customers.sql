{{ config(tags=['customer_success']) }}

-- The mean engagement of a customer's enabled users on a day is the engagement part of its health score.
with users as (

    select
        customer_id,
        metric_date,
        avg(engagement_score) as engagement_score
    from {{ ref('user_days') }}
    where is_enabled
    group by customer_id, metric_date

)

select
    users.customer_id,
    users.metric_date
from users
inner join {{ ref('entity_customers_daily') }} as customers
    on
        users.customer_id = customers.customer_id
        and users.metric_date = customers.metric_date
where
    -- Scores of users are stored to two decimals.
    abs(users.engagement_score - customers.engagement_score) > 0.0051
