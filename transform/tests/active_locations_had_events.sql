-- A location is active on a day exactly when the location days of the 30 days before hold an event of it.
{{ config(tags=['operations']) }}
with expected as (

    select
        told.location_id,
        told.metric_date,
        told.event_count_30d,
        sum(days.event_count) as events_of_the_days
    from {{ ref('location_days') }} as told
    left join {{ ref('int_devices__location_days') }} as days
        on
            told.location_id = days.location_id
            and days.metric_date between told.metric_date - 29 and told.metric_date
    where told.metric_date > {{ as_of_date() }} - 3
    group by told.location_id, told.metric_date, told.event_count_30d

)

select *
from expected
where event_count_30d != coalesce(events_of_the_days, 0)
