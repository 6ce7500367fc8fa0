{#- AI adoption over 30 days; who has no user event has nothing to adopt. -#}
{% macro parts_of_effective_ai_adoption_score() -%}
    {%- set no_users = source_is_missing('app.users') -%}
    {{ return([
        {
            'component': 'ai_active_days',
            'observed': 'case when user_event_count_30d > 0 then ai_active_days_30d end',
            'missing_reason': 'nothing_to_adopt',
            'source_missing': no_users,
        },
        {
            'component': 'ai_event_share',
            'observed': 'ai_user_event_count_30d / nullif(user_event_count_30d, 0)',
            'missing_reason': 'nothing_to_adopt',
            'source_missing': no_users,
        },
        {
            'component': 'ai_user_share',
            'observed': 'ai_users_30d / nullif(active_users_30d, 0)',
            'missing_reason': 'nothing_to_adopt',
            'source_missing': no_users,
        },
    ]) }}
{%- endmacro %}
