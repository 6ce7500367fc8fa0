{#- The raw tables of which base_<source>__<table> tells every row's fate; the events have an account of their own. -#}
{% macro accounted_tables() -%}
    {{ return([
        'app.organizations',
        'app.users',
        'app.locations',
        'app.devices',
        'app.device_status_changes',
        'app.device_maintenance',
        'app.device_days',
        'salesforce.account',
    ]) }}
{%- endmacro %}
