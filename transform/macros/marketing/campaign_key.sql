{#- The key of a campaign: ids are unique on their own platform only. -#}
{% macro campaign_key(platform, platform_campaign_id) -%}
    {{ platform }} || ':' || {{ platform_campaign_id }}
{%- endmacro %}
