{#- The six attribution models, in the order in which tables list them. -#}
{% macro attribution_models() -%}
    {{ return(['first_touch', 'last_touch', 'linear', 'time_decay', 'position_based', 'w_shaped']) }}
{%- endmacro %}

{#- A credit as a decimal, so that sums agree to the last digit, with room for the 1e-9 that credits are held to. -#}
{% macro exact_credit(expression) -%}
    cast({{ expression }} as decimal(38, 15))
{%- endmacro %}

{#- Tables without which no conversion can be attributed: touchpoints, and something that tells of deals. -#}
{% macro attribution_is_missing() -%}
    {{ return(
        source_is_missing('hubspot.touchpoint')
        or (source_is_missing('crm.leads') and source_is_missing('crm.opportunities'))
    ) }}
{%- endmacro %}
