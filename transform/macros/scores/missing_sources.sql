{#- Whether a company lacks what a part of a score stands on, so that the part is missing and not 0. -#}
{% macro billing_is_missing() -%}
    {{ return(not has_billing()) }}
{%- endmacro %}

{% macro support_is_missing() -%}
    {{ return(all_are_missing(ticket_sources())) }}
{%- endmacro %}

{% macro surveys_are_missing() -%}
    {{ return(all_are_missing(survey_sources())) }}
{%- endmacro %}
