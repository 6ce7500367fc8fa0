{#- Metrics of the whole company per day, week, month and quarter, each beside the period before and the same period of the
    year before. A week is compared with the one 52 weeks earlier, so that weekdays agree. A period that the as-of cuts
    off is told up to it, and says so. -#}
{% macro compared_metrics(domains) -%}
    {%- set relations = measured_relations(domains) -%}
    {%- set spine = ref('time_spine_daily') -%}
    {%- set grains = {'day': '1 year', 'week': '364 days', 'month': '1 year', 'quarter': '1 year'} -%}
    {%- set steps = {'day': '1 day', 'week': '7 days', 'month': '1 month', 'quarter': '3 months'} -%}
    {%- if execute -%}
        {%- set names = metric_names(domains) -%}
        {%- do check_measured(names, relations) -%}
with {% for grain in grains -%}
{{ metric_rows(names, 'company', grain, relations, "date '0001-01-01'") }},

long_{{ grain }} as (

    {{ unpivoted('rows_of_company_' ~ grain, ['metric_date'], names, 'metric_name', 'metric_value') | indent(4) }}

),

{% endfor -%}
told as (

    {% for grain in grains %}
    select
        '{{ grain }}' as grain,
        long_{{ grain }}.metric_date as period_start_date,
        periods.period_last_day as period_end_date,
        periods.period_last_day = cast(long_{{ grain }}.metric_date + interval {{ steps[grain] }} as date) - 1 as is_complete,
        long_{{ grain }}.metric_name,
        long_{{ grain }}.metric_value,
        cast(long_{{ grain }}.metric_date - interval {{ steps[grain] }} as date) as previous_start_date,
        cast(long_{{ grain }}.metric_date - interval {{ grains[grain] }} as date) as year_ago_start_date
    from long_{{ grain }}
    inner join company_{{ grain }}_periods as periods on long_{{ grain }}.metric_date = periods.period_date
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}

),

definitions as (

    {{ metric_dictionary(names) | indent(4) }}

)

select
    definitions.domain,
    told.metric_name,
    told.grain,
    told.period_start_date,
    told.period_end_date,
    told.is_complete,
    told.metric_value as current_value,
    previous.metric_value as previous_value,
    told.metric_value - previous.metric_value as previous_change,
    100 * (told.metric_value - previous.metric_value) / nullif(abs(previous.metric_value), 0) as previous_change_pct,
    year_ago.metric_value as year_ago_value,
    told.metric_value - year_ago.metric_value as year_ago_change,
    100 * (told.metric_value - year_ago.metric_value) / nullif(abs(year_ago.metric_value), 0) as year_ago_change_pct,
    definitions.unit,
    definitions.importance_tier
from told
inner join definitions on told.metric_name = definitions.metric_name
{% for name in ['previous', 'year_ago'] %}
left join told as {{ name }}
    on
        told.metric_name = {{ name }}.metric_name
        and told.grain = {{ name }}.grain
        and told.{{ name }}_start_date = {{ name }}.period_start_date
{% endfor %}
order by definitions.domain, told.metric_name, told.grain, told.period_start_date
    {%- endif -%}
{%- endmacro %}
