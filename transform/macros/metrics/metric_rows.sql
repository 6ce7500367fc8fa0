{#- CTEs that end with one of the name `rows_of_<entity>_<grain>`: some metrics for each entity of a kind and each period,
    as columns. Everything is computed over the period from the measured rows, as a question about it would be: a flow over
    all of its days, a stock on its last.
    relations: measured models by name. first_day: SQL; no earlier period is told. everybody: the relation that has a row
    for each entity, so that one of which nothing is measured is told all the same: of it counts are 0. -#}
{% macro metric_rows(names, entity, grain, relations, first_day, everybody=none) -%}
    {%- set prefix = entity ~ '_' ~ grain -%}
    {%- set layers = metric_layers(names, entity) -%}
    {%- set parts = _measured_parts(layers[0], prefix, grain) -%}
    {%- set unavailable = metrics_without_sources(names) -%}
{{ prefix }}_periods as (

    select
        cast(date_trunc('{{ grain }}', date_day) as date) as period_date,
        min(date_day) as period_first_day,
        max(date_day) as period_last_day
    from {{ ref('time_spine_daily') }}
    where date_day >= {{ first_day }}
    group by cast(date_trunc('{{ grain }}', date_day) as date)

),

{% for part in parts -%}
{%- set time = 'measured.' ~ metric_definition(part.names[0]).type_params.metric_aggregation_params.agg_time_dimension -%}
{%- set key = "'company'" if entity == 'company' else 'measured.' ~ entity_column(part.model, entity) -%}
{{ part.cte }} as (

    select
        periods.period_date,
        cast({{ key }} as varchar) as entity_id,
        {% for name in part.names %}
        {{ metric_aggregate(name) }} as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ relations[part.model] }} as measured
    inner join {{ prefix }}_periods as periods
        {% if part.moment != 'all' -%}
        on {{ time }} = periods.period_{{ part.moment }}_day
        {%- elif grain == 'day' -%}
        on {{ time }} = periods.period_date
        {%- else -%}
        on cast(date_trunc('{{ grain }}', {{ time }}) as date) = periods.period_date
        {%- endif %}
    {% if entity != 'company' -%}
    where {{ key }} is not null
    {% endif -%}
    group by periods.period_date, cast({{ key }} as varchar)

),

{% endfor -%}
{{ prefix }}_keys as (

    {% if entity == 'company' %}
    select
        period_date as metric_date,
        'company' as entity_id
    from {{ prefix }}_periods
    {% else %}
    select
        periods.period_date as metric_date,
        cast(everybody.{{ entity_column(entity_models()[entity], entity) }} as varchar) as entity_id
    from {{ everybody }} as everybody
    cross join {{ prefix }}_periods as periods
    {% for part in parts %}
    union
    select
        period_date as metric_date,
        entity_id
    from {{ part.cte }}
    {% endfor %}
    {% endif %}

),

{{ prefix }}_beginnings as (

    select
        {#- Of all days: what began before the days that are told has begun. -#}
        {% for part in parts %}
        {%- set time = metric_definition(part.names[0]).type_params.metric_aggregation_params.agg_time_dimension %}
        (select cast(date_trunc('{{ grain }}', min({{ time }})) as date) from {{ relations[part.model] }})
            as beginning_of_{{ part.model }}_{{ part.moment }}{{ ',' if not loop.last }}
        {% endfor %}

),

{{ prefix }}_layer_0 as (

    select
        keys.metric_date,
        keys.entity_id,
        beginnings.*
        {%- for part in parts %}{% for name in part.names %},
        {{ part.cte }}.{{ name }}
        {%- endfor %}{% endfor %}
    from {{ prefix }}_keys as keys
    cross join {{ prefix }}_beginnings as beginnings
    {% for part in parts %}
    left join {{ part.cte }}
        on
            keys.metric_date = {{ part.cte }}.period_date
            and keys.entity_id = {{ part.cte }}.entity_id
    {% endfor %}

),

{% for layer in layers[1:] -%}
{{ prefix }}_layer_{{ loop.index }} as (

    select
        *,
        {% for name in layer %}
        {{ metric_expression(name, entity) }} as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ prefix }}_layer_{{ loop.index0 }}

),

{% endfor -%}
rows_of_{{ prefix }} as (

    select
        metric_date,
        entity_id,
        {% for name in names %}
        {{ metric_value(name, grain, name in unavailable, entity) }} as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ prefix }}_layer_{{ layers | length - 1 }}

)
{%- endmacro %}

{#- Simple metrics that are read together: of one model, and on the same days of a period. -#}
{% macro _measured_parts(simples, prefix, grain) -%}
    {%- set parts = {} -%}
    {%- for name in simples -%}
        {%- set model = measured_model(name) -%}
        {%- set moment = metric_moment(name) if grain != 'day' else 'all' -%}
        {%- set cte = prefix ~ '_' ~ model ~ '_' ~ moment -%}
        {%- do parts.setdefault(cte, {'cte': cte, 'model': model, 'moment': moment, 'names': []})['names'].append(name) -%}
    {%- endfor -%}
    {{ return(parts.values() | list) }}
{%- endmacro %}
