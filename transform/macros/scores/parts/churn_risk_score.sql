{#- Churn risk: points of the rules that fire, at most the cap; a former customer has all of it. -#}
{% macro parts_of_churn_risk_score() -%}
    {%- set no_users = source_is_missing('app.users') -%}
    {{ return([
        {
            'component': 'past_due',
            'kind': 'rule',
            'fires': 'at_least',
            'observed': 'cast(is_past_due as integer)',
            'missing_reason': 'no_subscription',
            'source_missing': billing_is_missing(),
        },
        {
            'component': 'no_recent_activity',
            'kind': 'rule',
            'fires': 'at_most',
            'observed': 'user_event_count_14d',
            'source_missing': no_users,
        },
        {
            'component': 'usage_drop',
            'kind': 'rule',
            'fires': 'at_most',
            'observed': 'user_event_count_30d / nullif(user_event_count_prior_30d, 0)',
            'share': 'case when user_event_count_prior_30d = 0 then 0 end',
            'source_missing': no_users,
        },
        {
            'component': 'term_ending',
            'kind': 'rule',
            'fires': 'at_most',
            'observed': 'days_to_term_end',
            'share': 'case when days_to_term_end is null then 0 end',
            'source_missing': billing_is_missing(),
        },
        {
            'component': 'late_tickets',
            'kind': 'rule',
            'fires': 'at_least',
            'observed': 'open_late_tickets',
            'source_missing': support_is_missing(),
        },
        {
            'component': 'detractor',
            'kind': 'rule',
            'fires': 'at_most',
            'observed': 'latest_nps_180d',
            'share': 'case when latest_nps_180d is null then 0 end',
            'source_missing': surveys_are_missing(),
        },
        {'component': 'cap', 'kind': 'cap'},
        {'component': 'lost', 'kind': 'lost', 'share': '1', 'applies': 'not is_active_customer'},
    ]) }}
{%- endmacro %}
