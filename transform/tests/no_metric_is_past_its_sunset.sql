-- A deprecated metric that is still there after its last day. Whoever asks for it is told; here its owner is.
{{ config(severity='warn') }}
{% set gone = [] %}
{%- if execute -%}
    {%- for metric in graph.metrics.values() -%}
        {%- set meta = metric.config.meta -%}
        {%- if meta.status == 'deprecated' and meta.sunset_date | string < var('as_of_date') -%}
            {%- do gone.append((metric.name, meta.sunset_date, meta.successor, meta.owner)) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif -%}
select *
from (
    values
    {% for name, sunset_date, successor, owner in gone -%}
    ('{{ name }}', '{{ sunset_date }}', '{{ successor }}', '{{ owner }}'),
    {% endfor -%}
    (null, null, null, null)
) as gone (metric_name, sunset_date, successor, owner)
where metric_name is not null
