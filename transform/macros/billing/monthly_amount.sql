{#- An amount per billing period as an amount per month: a year has 12 months, 365 days and, by that, 365 / 7 weeks. -#}
{% macro monthly_amount(amount, billing_interval, interval_count) -%}
    case {{ billing_interval }}
        when 'month' then {{ amount }} * 1.0
        when 'year' then {{ amount }} / 12.0
        when 'week' then {{ amount }} * 365.0 / 84.0
        when 'day' then {{ amount }} * 365.0 / 12.0
    end / greatest(coalesce({{ interval_count }}, 1), 1)
{%- endmacro %}
