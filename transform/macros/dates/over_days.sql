{#- The sum of a column over the last n days of an organisation, on a spine without gaps. -#}
{% macro over_days(column, days, spine='') -%}
    sum({{ column }}) over (
        partition by {{ spine }}org_id order by {{ spine }}metric_date rows between {{ days - 1 }} preceding and current row
    )
{%- endmacro %}
