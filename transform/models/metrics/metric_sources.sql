-- Each metric with what it needs and this company does not have: such a metric has no value, and answers say why.
{%- set names = metric_names(measured_models() | list) if execute else [] %}
select
    metrics.metric_name,
    nullif(metrics.missing_sources, '') as missing_sources
from (
    values
    {% for name, gone in (missing_needs(names) if execute else {}).items() -%}
    ('{{ name }}', '{{ gone | join(", ") }}'){{ ',' if not loop.last }}
    {% else -%}
    ('', '')
    {% endfor %}
) as metrics (metric_name, missing_sources)
