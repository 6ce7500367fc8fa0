{#- A customer pays, and is active, while its ARR is above 0. -#}
{% macro is_paying(arr) -%}
    coalesce({{ arr }} > 0, false)
{%- endmacro %}

{#- Paid, trial, churned or none: a trial is known only where subscriptions are. -#}
{% macro plan_status(arr, first_paying_date, on_date, is_trialing='false') -%}
    case
        when {{ is_paying(arr) }} then 'paid'
        when {{ is_trialing }} then 'trial'
        when {{ first_paying_date }} <= {{ on_date }} then 'churned'
        else 'none'
    end
{%- endmacro %}

{#- What a customer pays a year: 12 x its monthly recurring revenue where billing is known, else what the CRM says. -#}
{% macro customer_arr(mrr, crm_arr) -%}
    {{ 'cast(coalesce(12 * ' ~ mrr ~ ', 0) as double)' if has_billing() else crm_arr }}
{%- endmacro %}
