{#- The six attribution models, in the order in which tables list them. -#}
{% macro attribution_models() -%}
    {{ return(['first_touch', 'last_touch', 'linear', 'time_decay', 'position_based', 'w_shaped']) }}
{%- endmacro %}

{#- A credit as a decimal, so that sums agree to the last digit, with room for the 1e-9 that credits are held to. -#}
{% macro exact_credit(expression) -%}
    cast({{ expression }} as decimal(38, 15))
{%- endmacro %}

{#- Whether no conversion can be attributed: there are no touchpoints, or nothing that tells of deals. -#}
{% macro attribution_is_missing() -%}
    {%- set deal_tables = {'crm': ['crm.leads', 'crm.opportunities'], 'salesforce': ['salesforce.opportunity']} -%}
    {%- set there = [] -%}
    {%- for source in var('deal_sources') -%}
        {%- for name in deal_tables.get(source, []) if not source_is_missing(name) -%}
            {%- do there.append(name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(source_is_missing('hubspot.touchpoint') or not there) }}
{%- endmacro %}
