-- Every day that a metric can be asked for.
select cast(days.day as date) as date_day
from unnest(generate_series(
    coalesce((select min(metric_date) from {{ ref('int_organizations__daily') }}), {{ as_of_date() }}),
    cast({{ as_of_date() }} as timestamp),
    interval 1 day
)) as days (day)
