{#- Whose events make up a session: a person's, whatever the organisation; where a person's events are split, each
    organisation has a session of its own, as it has an active day of its own. -#}
{% macro session_owner(user, organization) -%}
    {{ user }}{{ ', ' ~ organization if var('multi_org_policy') == 'split' }}
{%- endmacro %}
