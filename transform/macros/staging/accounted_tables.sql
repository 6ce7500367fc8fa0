{#- The raw tables of which base_<source>__<table> tells every row's fate; the events have an account of their own. -#}
{% macro accounted_tables() -%}
    {{ return([
        'app.organizations',
        'app.feature_usage',
        'app.page_views',
        'app.sessions',
        'app.users',
        'errors.error_events',
        'experiments.arms',
        'experiments.experiments',
        'releases.features',
        'releases.releases',
        'salesforce.account',
    ]) }}
{%- endmacro %}
