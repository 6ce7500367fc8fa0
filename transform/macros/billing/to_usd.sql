{#- Cents of a currency as US dollars, by the rates of the var `usd_rates`; null for a currency that it lacks. -#}
{% macro to_usd(cents, currency) -%}
    case coalesce({{ currency }}, 'usd')
        {%- for name, rate in var('usd_rates').items() %}
        when '{{ name }}' then {{ cents }} * {{ rate }} / 100.0
        {%- endfor %}
    end
{%- endmacro %}
