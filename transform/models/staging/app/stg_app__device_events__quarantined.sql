{{ config(
    materialized='incremental',
    pre_hook="{{ make_room('_airbyte_extracted_at is null') }}",
) }}

-- Raw device events that cannot be used, with the reason. A raw row never changes, so that an increment only adds.
with judged as (

    select
        *,
        {{ device_event_fault() }} as outcome_reason
    from {{ source('app', 'device_events') }}
    where
        {{ 'false' if is_disabled('app.device_events') else 'true' }}
        {%- if is_increment() %}
        and (_airbyte_extracted_at is null or _airbyte_extracted_at > {{ extracted_after('app.device_events') }})
        {%- endif %}

)

select *
from judged
where outcome_reason is not null
