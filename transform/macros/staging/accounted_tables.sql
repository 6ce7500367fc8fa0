{#- The raw tables of which base_<source>__<table> tells every row's fate; the events have an account of their own. -#}
{% macro accounted_tables() -%}
    {{ return([
        'app.organizations',
        'app.users',
        'releases.features',
        'releases.releases',
        'salesforce.account',
        'zendesk.ticket',
        'zendesk.ticket_field_history',
        'zendesk.ticket_comment',
        'zendesk.ticket_tag',
        'zendesk.satisfaction_rating',
        'zendesk.user',
        'zendesk.organization',
        'zendesk.domain_name',
        'hubspot.ticket',
        'hubspot.ticket_property_history',
        'hubspot.ticket_pipeline',
        'hubspot.ticket_pipeline_stage',
        'hubspot.ticket_company',
        'surveys.responses',
    ]) }}
{%- endmacro %}
