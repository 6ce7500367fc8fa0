-- The months that the events reach over, each with the day at which it is told: its last, or the as-of date.
with bounds as (

    select
        cast(date_trunc('month', coalesce(min(activity_date), {{ as_of_date() }})) as timestamp) as first_month,
        cast({{ as_of_date() }} as timestamp) as last_day
    from {{ ref('int_product_events__org_daily') }}

),

months as (

    select cast(unnest(generate_series(first_month, last_day, interval 1 month)) as date) as feature_month
    from bounds

)

select
    feature_month,
    cast(least({{ dbt.last_day('feature_month', 'month') }}, {{ as_of_date() }}) as date) as period_end_date,
    {{ dbt.last_day('feature_month', 'month') }} <= {{ as_of_date() }} as is_complete
from months
