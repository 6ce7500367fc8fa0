{{ config(
    materialized='incremental',
    pre_hook="{{ make_room('_airbyte_extracted_at is null') }}",
) }}

-- Raw events that cannot be used, with the reason. A raw row never changes, so that an increment only adds.
with judged as (

    select
        *,
        {{ event_fault() }} as outcome_reason
    from {{ source('app', 'product_events') }}
    {% if is_increment() %}
    where _airbyte_extracted_at is null or _airbyte_extracted_at > {{ extracted_after('app.product_events') }}
    {% endif %}

)

select *
from judged
where outcome_reason is not null
