{#- The raw tables of which base_<source>__<table> tells every row's fate; the events have an account of their own. -#}
{% macro accounted_tables() -%}
    {{ return([
        'app.organizations',
        'app.users',
        'releases.features',
        'releases.releases',
        'salesforce.account',
    ]) }}
{%- endmacro %}
