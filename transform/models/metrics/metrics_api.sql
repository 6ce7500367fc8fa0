-- Metrics of the whole company per day, week, month and quarter, each beside the period before and the same period of the
-- year before. A week is compared with the one 52 weeks earlier, so that weekdays agree.
{%- set grains = {
    'week': ('metric_weeks', '7 days', '364 days'),
    'month': ('metric_months', '1 month', '1 year'),
    'quarter': ('metric_quarters', '3 months', '1 year'),
} %}
with told as (

    select
        'day' as grain,
        metric_date as period_start_date,
        metric_date as period_end_date,
        metric_date as full_end_date,
        metric_date - 1 as previous_start_date,
        cast(metric_date - interval 1 year as date) as year_ago_start_date,
        metric_name,
        metric_value
    from {{ ref('metrics_unified_domains') }}
    where entity_type = 'company'

    {% for grain, (table, step, year) in grains.items() %}
    union all

    select
        '{{ grain }}' as grain,
        period_start_date,
        period_end_date,
        cast(period_start_date + interval {{ step }} as date) - 1 as full_end_date,
        cast(period_start_date - interval {{ step }} as date) as previous_start_date,
        cast(period_start_date - interval {{ year }} as date) as year_ago_start_date,
        metric_name,
        metric_value
    from {{ ref(table) }}

    {% endfor %}
),

definitions as (

    {{ metric_dictionary(metric_names(measured_models() | list) if execute else []) | indent(4) }}

)

select
    definitions.domain,
    told.metric_name,
    told.grain,
    told.period_start_date,
    told.period_end_date,
    told.period_end_date = told.full_end_date as is_complete,
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
