-- How many tickets were created in the last 30 days, per customer, site, priority and channel, on every day on which there
-- was one at least; and a row of 0 on the day after, so that the last day of a period is never an older one.
with daily as (

    select
        customer_id,
        facility_id,
        priority,
        channel,
        cast(created_at as date) as created_date,
        count(*) as tickets_created,
        lead(cast(created_at as date)) over (
            partition by customer_id, facility_id, priority, channel order by cast(created_at as date)
        ) as next_date
    from {{ ref('int_support__tickets') }}
    where cast(created_at as date) <= {{ as_of_date() }}
    group by customer_id, facility_id, priority, channel, cast(created_at as date)

),

days as (

    select
        *,
        cast(unnest(generate_series(
            cast(created_date as timestamp),
            cast(least(created_date + 30, coalesce(next_date - 1, {{ as_of_date() }}), {{ as_of_date() }}) as timestamp),
            interval 1 day
        )) as date) as metric_date
    from daily

)

select
    customer_id,
    facility_id,
    priority,
    channel,
    metric_date,
    cast(sum(case when metric_date = created_date then tickets_created else 0 end) over (
        partition by customer_id, facility_id, priority, channel
        order by metric_date
        range between interval 29 days preceding and current row
    ) as bigint) as tickets_created_30d
from days
order by metric_date, customer_id
