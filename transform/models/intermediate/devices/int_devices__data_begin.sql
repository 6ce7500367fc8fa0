-- The first day of which any device data is there: before it, silence says nothing. The archive is asked in its raw form,
-- since telling its repeated rows apart changes nothing here.
with beginnings as (

    select min(activity_date) as first_date
    from {{ ref('int_devices__signal_days') }}

    union all

    select min(day) as first_date
    from {{ source('app', 'device_days') }}
    where
        day <= {{ as_of_date() }}
        and day < cast(_airbyte_extracted_at as date)
        and device_id in (select device_key from {{ ref('int_devices__service') }})
        {%- if is_disabled('app.device_days') %}
        and false
        {%- endif %}

)

select min(first_date) as first_date
from beginnings
