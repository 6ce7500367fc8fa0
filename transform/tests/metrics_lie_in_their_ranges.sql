-- Every value in the long table of metrics lies between the limits that the metric's own definition names. Where events
-- are split between organisations a user-day may hold less than one event: there a value out of range is told, not refused.
{{ config(severity='warn' if var('multi_org_policy') == 'split' else 'error') }}
{% set limits = [] %}
{%- if execute -%}
    {%- for metric in graph.metrics.values() if not metric.type_params.is_private -%}
        {%- set meta = metric.config.meta -%}
        {%- if meta.valid_min is not none or meta.valid_max is not none -%}
            {%- do limits.append((metric.name, meta.valid_min, meta.valid_max)) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif -%}
with limits as (

    select *
    from (
        values
        {% for name, low, high in limits -%}
        ('{{ name }}', {{ 'null' if low is none else low }}, {{ 'null' if high is none else high }}){{ ',' if not loop.last }}
        {% else -%}
        ('none', null, null)
        {% endfor %}
    ) as t (metric_name, valid_min, valid_max)

)

select told.*
from {{ ref('metrics_unified_domains') }} as told
inner join limits on told.metric_name = limits.metric_name
where
    told.metric_value < limits.valid_min - 1e-9
    or told.metric_value > limits.valid_max + 1e-9
