{#- A customer pays, and is active, while its ARR is above 0. -#}
{% macro is_paying(arr) -%}
    coalesce({{ arr }} > 0, false)
{%- endmacro %}

{#- Trial or paid, told from ARR: a trial is known only where subscriptions are. -#}
{% macro plan_status(arr, first_paying_date, on_date) -%}
    case
        when {{ is_paying(arr) }} then 'paid'
        when {{ first_paying_date }} <= {{ on_date }} then 'churned'
        else 'none'
    end
{%- endmacro %}
