{#- A simple metric as an aggregate of its model's rows. -#}
{% macro metric_aggregate(name) -%}
    {%- set params = metric_definition(name).type_params -%}
    {%- set agg, expr = params.metric_aggregation_params.agg, params.expr or name -%}
    {%- if agg == 'count_distinct' -%}
    count(distinct {{ expr }})
    {%- elif agg in ['sum', 'average', 'min', 'max', 'median', 'count'] -%}
    {{ {'average': 'avg'}.get(agg, agg) }}({{ expr }})
    {%- else -%}
        {{ exceptions.raise_compiler_error("metric " ~ name ~ ": the tables of metrics know no aggregation '" ~ agg ~ "'.") }}
    {%- endif -%}
{%- endmacro %}

{#- A ratio, a derived metric or one with a shortcut as an expression of the columns that hold its parts. -#}
{% macro metric_expression(name, entity) -%}
    {%- set definition = metric_definition(name) -%}
    {%- set params = definition.type_params -%}
    {%- set shortcut = metric_shortcut(name, entity) -%}
    {%- if shortcut is not none -%}
    {{ shortcut }}
    {%- elif definition.type == 'ratio' -%}
    cast({{ params.numerator.name }} as double) / nullif(cast({{ params.denominator.name }} as double), 0)
    {%- elif definition.type == 'derived' -%}
        {%- set text = namespace(expr=params.expr) -%}
        {%- for alias, part in metric_parts(name).items() if alias != part -%}
            {%- set text.expr = modules.re.sub('\\b' ~ alias ~ '\\b', part, text.expr) -%}
        {%- endfor -%}
    {{ text.expr }}
    {%- else -%}
        {{ exceptions.raise_compiler_error(
            "metric " ~ name ~ ": the tables of metrics know no type '" ~ definition.type ~ "'; compute it in a model."
        ) }}
    {%- endif -%}
{%- endmacro %}

{#- The days of a period on which a simple metric is read: all of them, or the one at which a stock is taken. -#}
{% macro metric_moment(name) -%}
    {%- set stock = metric_definition(name).type_params.metric_aggregation_params.non_additive_dimension -%}
    {{ return({'max': 'last', 'min': 'first'}[stock.window_choice] if stock else 'all') }}
{%- endmacro %}

{#- A metric as it is published: 0 where nothing is nothing, null where its source is missing and before anything was
    recorded of what it is made of. -#}
{% macro metric_value(name, grain, is_unavailable, entity) -%}
    {%- set meta = metric_definition(name).config.meta -%}
    {%- if is_unavailable -%}
    cast(null as double)
    {%- elif meta.get('fill_with') is not none -%}
        {%- set beginnings = [] -%}
        {%- for simple in metric_layers([name], entity)[0] -%}
            {%- set moment = metric_moment(simple) if grain != 'day' else 'all' -%}
            {%- do beginnings.append('beginning_of_' ~ measured_model(simple) ~ '_' ~ moment) -%}
        {%- endfor -%}
    cast(
        case
            when metric_date >= {{ beginnings | unique | join(' and metric_date >= ') }} then coalesce({{ name }}, {{ meta.fill_with }})
        end as double
    )
    {%- else -%}
    cast({{ name }} as double)
    {%- endif -%}
{%- endmacro %}
