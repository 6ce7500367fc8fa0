{{ config(materialized='incremental', unique_key='activity_date', incremental_strategy='delete+insert') }}

select
    activity_date,
    count(*) as event_count,
    timestamp '{{ var("loaded_at") }}' as _loaded_at
from {{ ref('stg_events') }}
where activity_date <= date '{{ var("as_of_date") }}'
{% if is_incremental() %}
    and activity_date in (
        select activity_date
        from {{ ref('stg_events') }}
        where
            extracted_at > timestamp '{{ var("extracted_after").get("app.product_events", "0001-01-01") }}'
            or activity_date > date '{{ var("previous_as_of_date") or "0001-01-01" }}'
            or activity_date between date '{{ var("rebuild_from") or "0001-01-02" }}' and date '{{ var("rebuild_to") or "0001-01-01" }}'
    )
{% endif %}
group by activity_date
order by activity_date
