-- The first day of which any device data is there: before it, silence says nothing.
select min(first_date) as first_date
from (
    select min(activity_date) as first_date from {{ ref('int_devices__signal_days') }}
    union all
    select min(activity_date) as first_date from {{ ref('stg_app__device_days') }}
) as beginnings
