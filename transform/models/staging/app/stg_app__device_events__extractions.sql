-- Every usable extraction of a device event, up to the as-of date; an event that was read twice is here twice. A view, so
-- that its readers read no more than the columns and days that they name.
select
    id as event_id,
    device_id as device_key,
    occurred_at,
    lower(event_type) as event_type,
    lower(status) as status,
    temperature_c,
    pressure_psi,
    volume_ml,
    _airbyte_extracted_at as extracted_at
from {{ source('app', 'device_events') }}
where
    {{ device_event_fault() }} is null
    and occurred_at < {{ as_of_date() }} + interval 1 day
    {%- if is_disabled('app.device_events') %}
    and false
    {%- endif %}
