-- How old the latest product event was at the end of every day since the first one.
with moments as (

    select
        event_date,
        max(last_event_at) as last_event_at
    from {{ ref('int_product_events__last_moments') }}
    group by event_date

),

days as (

    select cast(unnest(generate_series(
        cast((select min(event_date) from moments) as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
    )) as date) as metric_date

),

told as (

    select
        days.metric_date,
        max(moments.last_event_at) over (order by days.metric_date) as last_event_at
    from days
    left join moments on days.metric_date = moments.event_date

)

select
    metric_date,
    last_event_at,
    {{ exact(elapsed_hours('last_event_at', 'least(metric_date + interval 1 day, ' ~ as_of_at() ~ ')')) }} as data_freshness_hours
from told
order by metric_date
