-- The weights of the device and location scores for every day, and from which percentage on bad events leave no points.
{%- set components = {
    'device_health_score': ['device_uptime', 'device_errors', 'device_anomalies'],
    'location_health_score': ['location_devices', 'location_connectivity', 'location_anomalies'],
} %}
with days as (

    select cast(unnest(generate_series(
        cast((select first_date from {{ ref('int_devices__data_begin') }}) as timestamp),
        cast({{ as_of_date() }} as timestamp),
        interval 1 day
    )) as date) as metric_date

)

select
    days.metric_date,
    {% for score, parts in components.items() %}
    {% set last = loop.last %}
    {% for part in parts %}
    max(weights.weight * weights.parent_weight) filter (where weights.component = '{{ part }}') as {{ part }}_weight,
    max(weights.target) filter (where weights.component = '{{ part }}') as {{ part }}_target
    {{- ',' if not (last and loop.last) }}
    {% endfor %}
    {% endfor %}
from days
inner join {{ ref('int_scores__weights') }} as weights
    on
        days.metric_date >= weights.valid_from
        and days.metric_date < weights.valid_to
where weights.score in ('device_health_score', 'location_health_score')
group by days.metric_date
order by days.metric_date
