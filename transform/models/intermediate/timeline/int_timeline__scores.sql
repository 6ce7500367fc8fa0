{{ config(materialized='view') }}

-- When a customer's health or churn risk moved to another band.
{%- set scales = {'health_status': 'customer_health_score', 'churn_risk_level': 'churn_risk_score'} %}
with days as (

    select
        org_id,
        metric_date,
        {% for band, score in scales.items() %}
        {{ band }},
        {{ score }},
        lag({{ band }}) over history as previous_{{ band }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_scores__customer_scores') }}
    window history as (partition by org_id order by metric_date)

)

{% for band, score in scales.items() %}
select
    {{ timeline_row(
        'org_id', 'metric_date', "'" ~ band ~ "_changed'",
        {'from': 'previous_' ~ band, 'to': band, 'score': score},
        'entities.entity_customers_daily', "org_id || '/' || metric_date",
    ) | indent(4) }}
from days
where {{ band }} != previous_{{ band }}
{{ 'union all' if not loop.last }}
{% endfor %}
