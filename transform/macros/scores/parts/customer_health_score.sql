{#- Health: usage, engagement of the enabled users, support, renewal and payment. -#}
{% macro parts_of_customer_health_score() -%}
    {%- set no_users = source_is_missing('app.users') -%}
    {{ return([
        {
            'component': 'usage_active_days',
            'parent': 'usage',
            'observed': 'active_days_30d',
            'source_missing': no_users,
        },
        {
            'component': 'usage_trend',
            'parent': 'usage',
            'observed': 'user_event_count_30d / nullif(user_event_count_prior_30d, 0)',
            'share': 'case when user_event_count_prior_30d = 0 then cast(user_event_count_30d > 0 as integer) end',
            'source_missing': no_users,
        },
        {
            'component': 'engagement_active_days',
            'parent': 'engagement',
            'observed': 'mean_active_days',
            'share': 'active_days_share',
            'missing_reason': 'no_enabled_users',
            'source_missing': no_users,
        },
        {
            'component': 'engagement_features',
            'parent': 'engagement',
            'observed': 'mean_features',
            'share': 'features_share',
            'missing_reason': 'no_enabled_users',
            'source_missing': no_users or source_is_missing('releases.features'),
        },
        {
            'component': 'engagement_sessions',
            'parent': 'engagement',
            'observed': 'mean_sessions',
            'share': 'sessions_share',
            'missing_reason': 'no_enabled_users',
            'source_missing': no_users,
        },
        {
            'component': 'support_sla',
            'parent': 'support',
            'observed': '100.0 * sla_checks_met_90d / nullif(sla_checks_evaluated_90d, 0)',
            'missing_reason': 'no_checks',
            'source_missing': support_is_missing(),
        },
        {
            'component': 'support_csat',
            'parent': 'support',
            'observed': '100.0 * csat_satisfied_90d / nullif(csat_responses_90d, 0)',
            'missing_reason': 'no_answers',
            'source_missing': surveys_are_missing(),
        },
        {
            'component': 'support_late_tickets',
            'parent': 'support',
            'kind': 'deduction',
            'observed': 'open_late_tickets',
            'source_missing': support_is_missing(),
        },
        {
            'component': 'renewal_term',
            'parent': 'renewal',
            'observed': 'days_to_term_end',
            'share': 'renewal_term_points / 100',
            'missing_reason': 'no_subscription',
            'source_missing': billing_is_missing(),
        },
        {
            'component': 'renewal_past_due',
            'parent': 'renewal',
            'kind': 'deduction',
            'observed': 'cast(is_past_due as integer)',
            'missing_reason': 'no_subscription',
            'source_missing': billing_is_missing(),
        },
    ]) }}
{%- endmacro %}
