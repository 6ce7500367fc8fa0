{#- The metrics of the whole company per week, month or quarter, computed from the measured rows of the period, as a long
    table: a row per period and metric that has a value. A period that the as-of cuts off is told up to it. -#}
{% macro period_metrics(domains, grain) -%}
    {%- set relations = measured_relations(domains) -%}
    {%- set spine = ref('time_spine_daily') -%}
    {%- if execute -%}
        {%- set names = metric_names(domains) -%}
        {%- do check_measured(names, relations) -%}
with {{ metric_rows(names, 'company', grain, relations, "date '0001-01-01'") }},

long as (

    {{ unpivoted('rows_of_company_' ~ grain, ['metric_date'], names, 'metric_name', 'metric_value') | indent(4) }}

)

select
    long.metric_date as period_start_date,
    periods.period_last_day as period_end_date,
    long.metric_name,
    long.metric_value
from long
inner join company_{{ grain }}_periods as periods on long.metric_date = periods.period_date
order by long.metric_name, long.metric_date
    {%- endif -%}
{%- endmacro %}
