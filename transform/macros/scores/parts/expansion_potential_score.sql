{#- Room and readiness to grow; none at high churn risk. -#}
{% macro parts_of_expansion_potential_score() -%}
    {%- set no_users = source_is_missing('app.users') -%}
    {{ return([
        {
            'component': 'seat_utilization',
            'observed': '100.0 * active_users_30d / nullif(seats, 0)',
            'missing_reason': 'no_seats',
            'source_missing': no_users or billing_is_missing(),
        },
        {
            'component': 'usage_growth',
            'observed': '100.0 * (user_event_count_30d / nullif(user_event_count_prior_30d, 0) - 1)',
            'share': 'case when user_event_count_30d < user_event_count_prior_30d then 0 end',
            'missing_reason': 'no_earlier_usage',
            'source_missing': no_users,
        },
        {
            'component': 'feature_adoption',
            'observed': '100.0 * features_adopted / nullif(features_released, 0)',
            'missing_reason': 'no_features',
            'source_missing': no_users or source_is_missing('releases.features'),
        },
        {'component': 'health', 'observed': 'customer_health_score', 'missing_reason': 'no_score'},
        {
            'component': 'high_churn_risk',
            'kind': 'gate',
            'fires': 'at_least',
            'observed': 'churn_risk_score',
            'missing_reason': 'no_score',
        },
    ]) }}
{%- endmacro %}
