{#- Whether a company lacks what a part of a score stands on, so that the part is missing and not 0. -#}
{% macro billing_is_missing() -%}
    {{ return(source_is_missing('stripe.subscription_history')) }}
{%- endmacro %}

{% macro support_is_missing() -%}
    {{ return(source_is_missing('zendesk.ticket') and source_is_missing('hubspot.ticket')) }}
{%- endmacro %}

{% macro surveys_are_missing() -%}
    {{ return(source_is_missing('surveys.responses')) }}
{%- endmacro %}
