{#- The mean of a column: weighted by another one, or the simple mean where `scenario_filter` is false. Rows without a
    value count in neither. An aggregate; null where there are no rows, or no weight. -#}
{% macro weighted_forecast(values_column, weights_column, scenario_filter=true) -%}
    {%- if scenario_filter -%}
    cast(
        sum({{ values_column }} * {{ weights_column }})
        / nullif(sum({{ weights_column }}) filter (where {{ values_column }} is not null), 0) as double
    )
    {%- else -%}
    cast(avg({{ values_column }}) as double)
    {%- endif -%}
{%- endmacro %}
