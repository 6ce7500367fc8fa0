{{ config(materialized='view') }}

-- What is observed of each customer and day for the scores that stand on sources alone, one row per leaf. A missing
-- input is null with its reason; a customer without activity is no missing input and scores low, but has nothing to adopt.
{%- set no_users = source_is_missing('app.users') %}
{%- set no_billing = billing_is_missing() %}
{%- set no_support = support_is_missing() %}
{%- set no_surveys = surveys_are_missing() %}
{%- set no_releases = no_users or source_is_missing('releases.features') %}
{#- score, component, observed value, share where it is not observed / target, why it may be null, whether its source is missing -#}
{%- set parts = [
    ('effective_ai_adoption_score', 'ai_active_days',
        'case when user_event_count_30d > 0 then ai_active_days_30d end', 'null', 'nothing_to_adopt', no_users),
    ('effective_ai_adoption_score', 'ai_event_share',
        'ai_user_event_count_30d / nullif(user_event_count_30d, 0)', 'null', 'nothing_to_adopt', no_users),
    ('effective_ai_adoption_score', 'ai_user_share',
        'ai_users_30d / nullif(active_users_30d, 0)', 'null', 'nothing_to_adopt', no_users),
    ('customer_health_score', 'usage_active_days', 'active_days_30d', 'null', '', no_users),
    ('customer_health_score', 'usage_trend',
        'user_event_count_30d / nullif(user_event_count_prior_30d, 0)',
        'case when user_event_count_prior_30d = 0 then cast(user_event_count_30d > 0 as integer) end', '', no_users),
    ('customer_health_score', 'engagement_active_days',
        'mean_active_days', 'active_days_share', 'no_enabled_users', no_users),
    ('customer_health_score', 'engagement_sessions', 'mean_sessions', 'sessions_share', 'no_enabled_users', no_users),
    ('customer_health_score', 'engagement_features', 'mean_features', 'features_share', 'no_enabled_users', no_releases),
    ('customer_health_score', 'support_sla',
        '100.0 * sla_checks_met_90d / nullif(sla_checks_evaluated_90d, 0)', 'null', 'no_checks', no_support),
    ('customer_health_score', 'support_csat',
        '100.0 * csat_satisfied_90d / nullif(csat_responses_90d, 0)', 'null', 'no_answers', no_surveys),
    ('customer_health_score', 'support_late_tickets', 'open_late_tickets', 'null', '', no_support),
    ('customer_health_score', 'renewal_term', 'days_to_term_end', 'renewal_term_points / 100', 'no_subscription', no_billing),
    ('customer_health_score', 'renewal_past_due', 'cast(is_past_due as integer)', 'null', 'no_subscription', no_billing),
    ('churn_risk_score', 'past_due', 'cast(is_past_due as integer)', 'null', 'no_subscription', no_billing),
    ('churn_risk_score', 'no_recent_activity', 'user_event_count_14d', 'null', '', no_users),
    ('churn_risk_score', 'usage_drop',
        'user_event_count_30d / nullif(user_event_count_prior_30d, 0)',
        'case when user_event_count_prior_30d = 0 then 0 end', '', no_users),
    ('churn_risk_score', 'term_ending', 'days_to_term_end', 'case when days_to_term_end is null then 0 end',
        '', no_billing),
    ('churn_risk_score', 'late_tickets', 'open_late_tickets', 'null', '', no_support),
    ('churn_risk_score', 'detractor', 'latest_nps_180d', 'case when latest_nps_180d is null then 0 end',
        '', no_surveys),
    ('churn_risk_score', 'cap', 'null', 'null', '', false),
] %}
with customers as (

    select
        inputs.*,
        renewal_terms.points as renewal_term_points
    from {{ ref('int_scores__customer_inputs') }} as inputs
    left join {{ ref('int_scores__bands') }} as renewal_terms
        on
            renewal_terms.scale = 'renewal_term'
            -- Without a fixed term a renewal is neither near nor far: it counts as near.
            and coalesce(inputs.days_to_term_end, 31) >= renewal_terms.minimum
            and coalesce(inputs.days_to_term_end, 31) < renewal_terms.below

)

{% for score, component, observed, share, missing_reason, source_missing in parts %}
select
    '{{ score }}' as score,
    org_id,
    metric_date,
    '{{ component }}' as component,
    cast({{ 'null' if source_missing else observed }} as double) as observed_value,
    cast({{ 'null' if source_missing else share }} as double)
        as share,
    '{{ 'source_missing' if source_missing else missing_reason }}' as missing_reason
from customers
where is_active_customer
union all
{% endfor %}
select
    'churn_risk_score' as score,
    org_id,
    metric_date,
    'lost' as component,
    cast(null as double) as observed_value,
    cast(1 as double) as share,
    '' as missing_reason
from customers
where not is_active_customer
