{#- The raw tables of which base_<source>__<table> tells every row's fate; the events have an account of their own. -#}
{% macro accounted_tables() -%}
    {{ return([
        'app.organizations',
        'app.users',
        'salesforce.account',
        'google_ads.campaign_history',
        'google_ads.campaign_stats',
        'facebook_ads.campaign_history',
        'facebook_ads.basic_campaign',
        'facebook_ads.basic_campaign_actions',
        'linkedin_ads.campaign_history',
        'linkedin_ads.ad_analytics_by_campaign',
        'marketing.programmes',
        'marketing.programme_costs',
        'email.sends',
        'email.deliveries',
        'email.opens',
        'email.clicks',
        'web_analytics.sessions',
        'hubspot.contact_property_history',
        'hubspot.touchpoint',
        'hubspot.email_event',
    ]) }}
{%- endmacro %}
