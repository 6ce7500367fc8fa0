-- The ISO weeks (from Monday) that the events reach over; the last one ends with the as-of date.
with bounds as (

    select
        cast(date_trunc('week', coalesce(min(activity_date), {{ as_of_date() }})) as timestamp) as first_monday,
        cast({{ as_of_date() }} as timestamp) as last_day
    from {{ ref('int_product_events__org_daily') }}

),

mondays as (

    select cast(unnest(generate_series(first_monday, last_day, interval 7 days)) as date) as week_start_date
    from bounds

)

select
    week_start_date,
    cast(least(week_start_date + 6, {{ as_of_date() }}) as date) as week_end_date
from mondays
