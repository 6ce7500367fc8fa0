{#- The raw tables that can hold a company's tickets, and its surveys. -#}
{% macro ticket_sources() -%}
    {{ return(['zendesk.ticket', 'hubspot.ticket']) }}
{%- endmacro %}

{% macro survey_sources() -%}
    {{ return(['surveys.responses']) }}
{%- endmacro %}
