{#- Whether the company's billing is known: without it the CRM's ARR stands in. -#}
{% macro has_billing() -%}
    {{ return(not (
        source_is_missing('stripe.subscription_history')
        or source_is_missing('stripe.subscription_item')
        or (source_is_missing('stripe.price') and source_is_missing('stripe.plan'))
    )) }}
{%- endmacro %}

{#- A status in which recurring revenue counts. -#}
{% macro is_billed_status(status) -%}
    {{ status }} in ('active', 'past_due')
{%- endmacro %}
