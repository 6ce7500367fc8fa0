{#- The key of a deal that an opportunity is; a lead without one has `crm-lead-` and its id. -#}
{% macro deal_id(source, opportunity_id) -%}
    {{ source }} || '-opportunity-' || {{ opportunity_id }}
{%- endmacro %}
