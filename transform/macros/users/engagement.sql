{#- The weights and targets of a user's engagement, by the days on which they hold: the parts of the health score's
    engagement, which is the mean of this score over the enabled users. -#}
{% macro engagement_weights() -%}
select
    valid_from,
    valid_to,
    {%- for part in ['active_days', 'features', 'sessions'] %}
    max(case when component = 'engagement_{{ part }}' then weight end) as {{ part }}_weight,
    max(case when component = 'engagement_{{ part }}' then target end) as {{ part }}_target
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_scores__weights') }}
where parent = 'engagement'
group by valid_from, valid_to
{%- endmacro %}

{#- Engagement of one user, 0 to 100, from its 30 days; without a feature catalogue the two other parts carry it. -#}
{% macro engagement_score(active_days, features, sessions, weights) -%}
    {%- set parts = {'active_days': active_days, 'sessions': sessions} -%}
    {%- if not source_is_missing('releases.features') -%}
        {%- do parts.update({'features': features}) -%}
    {%- endif -%}
    round(cast(100.0 * (
        {%- for part, value in parts.items() %}
        {{ weights }}.{{ part }}_weight * least(1.0, {{ value }} / {{ weights }}.{{ part }}_target)
        {{- ' +' if not loop.last }}
        {%- endfor %}
    ) / (
        {%- for part in parts %}{{ weights }}.{{ part }}_weight{{ ' + ' if not loop.last }}{% endfor -%}
    ) as decimal(18, 9)), 2)
{%- endmacro %}

{#- Whether 30 days are those of a power user; unknown (null) without a feature catalogue. -#}
{% macro is_power_user(sessions, features) -%}
    {%- if source_is_missing('releases.features') -%}
    cast(null as boolean)
    {%- else -%}
    ({{ sessions }} >= {{ var('power_user_sessions') }} and {{ features }} >= {{ var('power_user_features') }})
    {%- endif -%}
{%- endmacro %}
