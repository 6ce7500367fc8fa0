{{ config(materialized='view') }}

-- What is observed of each active customer with a health score, and day, for its readiness as a reference.
with customers as (

    select
        spine.org_id,
        spine.metric_date,
        spine.customer_arr,
        spine.tenure_days,
        health.score_value as health_score
    from {{ ref('int_organizations__daily') }} as spine
    inner join {{ ref('int_scores__adoption_and_health') }} as health
        on
            spine.org_id = health.org_id
            and spine.metric_date = health.metric_date
            and health.score = 'customer_health_score'
    where
        spine.is_active_customer
        and health.score_value is not null

)

{%- set parts = [
    ('health', 'health_score', ''),
    ('arr', 'customer_arr', ''),
    ('tenure', 'tenure_days', ''),
    ('willingness', 'null', 'source_missing'),
] %}
{% for component, observed, missing_reason in parts %}
select
    'reference_readiness_score' as score,
    org_id,
    metric_date,
    '{{ component }}' as component,
    cast({{ observed }} as double) as observed_value,
    cast(null as double) as share,
    '{{ missing_reason }}' as missing_reason
from customers
{{ 'union all' if not loop.last }}
{% endfor %}
