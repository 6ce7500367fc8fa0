-- Answers to brand surveys in the 90 days that end on each day, yes or no. The public has no customer; whoever answered
-- once has a row for each day since, so that the last day of a period is there for every choice of customers.
with answers as (

    select
        customer_id,
        cast(responded_at as date) as metric_date,
        count(*) as answers,
        count(case when is_aware then 1 end) as aware_answers
    from {{ ref('int_surveys__responses') }}
    where
        survey_type = 'brand'
        and is_aware is not null
        and cast(responded_at as date) <= {{ as_of_date() }}
    group by customer_id, cast(responded_at as date)

),

days as (

    select
        customer_id,
        cast(unnest(generate_series(
            cast(min(metric_date) as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
        )) as date) as metric_date
    from answers
    group by customer_id

)

select
    days.customer_id,
    days.metric_date,
    cast(coalesce(sum(answers.answers) over last_90_days, 0) as bigint) as answers_90d,
    cast(coalesce(sum(answers.aware_answers) over last_90_days, 0) as bigint) as aware_answers_90d
from days
left join answers
    on
        days.metric_date = answers.metric_date
        and days.customer_id is not distinct from answers.customer_id
window last_90_days as (
    partition by days.customer_id
    order by days.metric_date rows between 89 preceding and current row
)
