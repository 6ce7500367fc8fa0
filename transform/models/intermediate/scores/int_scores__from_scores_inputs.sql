{{ config(materialized='view') }}

-- What is observed of each active customer and day for the scores that stand on other scores, one row per leaf.
{%- set no_users = source_is_missing('app.users') %}
{#- score, component, observed value, share where it is not observed / target, why it may be null, whether its source is missing -#}
{%- set parts = [
    ('reference_readiness_score', 'health', 'customer_health_score', 'null', '', false),
    ('reference_readiness_score', 'arr', 'customer_arr', 'null', '', false),
    ('reference_readiness_score', 'tenure', 'tenure_days', 'null', '', false),
    ('reference_readiness_score', 'willingness', 'latest_nps_365d', 'willingness_points / 100', 'no_answers',
        surveys_are_missing()),
    ('composite_success_score', 'health', 'customer_health_score', 'null', 'no_score', false),
    ('composite_success_score', 'engagement', 'engagement_score', 'null', 'no_enabled_users', no_users),
    ('composite_success_score', 'devices', 'avg_device_health_score', 'null', 'no_devices',
        source_is_missing('app.devices')),
    ('composite_success_score', 'locations', 'location_health_score', 'null', 'no_devices',
        source_is_missing('app.devices')),
    ('expansion_potential_score', 'seat_utilization', '100.0 * active_users_30d / nullif(seats, 0)', 'null', 'no_seats',
        no_users or billing_is_missing()),
    ('expansion_potential_score', 'usage_growth',
        '100.0 * (user_event_count_30d / nullif(user_event_count_prior_30d, 0) - 1)',
        'case when user_event_count_30d < user_event_count_prior_30d then 0 end', 'no_earlier_usage', no_users),
    ('expansion_potential_score', 'feature_adoption', '100.0 * features_adopted / nullif(features_released, 0)', 'null',
        'no_features', no_users or source_is_missing('releases.features')),
    ('expansion_potential_score', 'health', 'customer_health_score', 'null', 'no_score', false),
    ('expansion_potential_score', 'high_churn_risk', 'churn_risk_score', 'null', '', false),
] %}
with customers as (

    select
        inputs.*,
        scores.customer_health_score,
        scores.engagement_score,
        scores.churn_risk_score,
        willingness.points as willingness_points
    from {{ ref('int_scores__customer_inputs') }} as inputs
    inner join {{ ref('int_scores__from_sources') }} as scores
        on
            inputs.org_id = scores.org_id
            and inputs.metric_date = scores.metric_date
    left join {{ ref('int_scores__bands') }} as willingness
        on
            willingness.scale = 'nps_group'
            and inputs.latest_nps_365d >= willingness.minimum
            and inputs.latest_nps_365d < willingness.below
    where inputs.is_active_customer

)

{% for score, component, observed, share, missing_reason, source_missing in parts %}
select
    '{{ score }}' as score,
    org_id,
    metric_date,
    '{{ component }}' as component,
    cast({{ 'null' if source_missing else observed }} as double) as observed_value,
    cast({{ 'null' if source_missing else share }} as double) as share,
    '{{ 'source_missing' if source_missing else missing_reason }}' as missing_reason
from customers
{%- if score == 'reference_readiness_score' %}
where customer_health_score is not null
{%- endif %}
{{ 'union all' if not loop.last }}
{% endfor %}
