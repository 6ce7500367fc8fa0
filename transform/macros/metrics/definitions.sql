{#- What the semantic layer's YAML defines, as the tables of metrics read it; only while dbt executes, when all is parsed. -#}

{#- A metric's definition by its name. -#}
{% macro metric_definition(name) -%}
    {{ return(graph.metrics['metric.' ~ project_name ~ '.' ~ name]) }}
{%- endmacro %}

{#- The names of the metrics of some domains that everybody may ask for, in alphabetical order; `selected` keeps those
    whose meta says so (`base: engagement`). -#}
{% macro metric_names(domains, selected={}) -%}
    {%- set names = [] -%}
    {%- for metric in graph.metrics.values() -%}
        {%- set meta = metric.config.meta -%}
        {%- set wanted = namespace(is=meta.get('domain') in domains and not metric.type_params.is_private) -%}
        {%- for key, value in selected.items() if meta.get(key) != value -%}
            {%- set wanted.is = false -%}
        {%- endfor -%}
        {%- if wanted.is -%}
            {%- do names.append(metric.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(names | sort) }}
{%- endmacro %}

{#- The hidden metric that gives a metric's number from fewer rows, where it can be told of that kind of entity. -#}
{% macro metric_shortcut(name, entity) -%}
    {%- set shortcut = metric_definition(name).config.meta.get('shortcut') -%}
    {{ return(shortcut if shortcut and entity is not none and tells_of(shortcut, entity) else none) }}
{%- endmacro %}

{#- The metrics that a ratio, a derived metric or one with a shortcut is made of: {name in its expression: name of the metric}. -#}
{% macro metric_parts(name, entity=none) -%}
    {%- set shortcut = metric_shortcut(name, entity) -%}
    {%- if shortcut is not none -%}
        {{ return({shortcut: shortcut}) }}
    {%- endif -%}
    {%- set params = metric_definition(name).type_params -%}
    {%- set parts = {} -%}
    {%- for part in [params.numerator, params.denominator] + (params.metrics or []) if part -%}
        {%- do parts.update({(part.alias or part.name): part.name}) -%}
    {%- endfor -%}
    {{ return(parts) }}
{%- endmacro %}

{#- Some metrics with everything that they are made of, as layers: each layer needs only those before it. Told of a kind of
    entity, metrics are made of their shortcuts. -#}
{% macro metric_layers(names, entity=none) -%}
    {%- set depths = {} -%}
    {%- for name in names -%}
        {%- do _metric_depth(name, depths, entity) -%}
    {%- endfor -%}
    {%- set layers = [] -%}
    {%- for depth in range((depths.values() | max) + 1 if depths else 0) -%}
        {%- set layer = [] -%}
        {%- for name, own in depths.items() if own == depth -%}
            {%- do layer.append(name) -%}
        {%- endfor -%}
        {%- do layers.append(layer | sort) -%}
    {%- endfor -%}
    {{ return(layers) }}
{%- endmacro %}

{% macro _metric_depth(name, depths, entity) -%}
    {%- if name not in depths -%}
        {%- set deepest = namespace(part=-1) -%}
        {%- for part in metric_parts(name, entity).values() -%}
            {%- set deepest.part = [deepest.part, _metric_depth(part, depths, entity)] | max -%}
        {%- endfor -%}
        {%- do depths.update({name: deepest.part + 1}) -%}
    {%- endif -%}
    {{ return(depths[name]) }}
{%- endmacro %}

{#- The semantic model on which a simple metric is measured. -#}
{% macro measured_model(name) -%}
    {{ return(metric_definition(name).type_params.metric_aggregation_params.semantic_model) }}
{%- endmacro %}

{#- The column of a semantic model that holds an entity's key; none where it has none. -#}
{% macro entity_column(model, entity) -%}
    {%- for own in graph.semantic_models['semantic_model.' ~ project_name ~ '.' ~ model].entities if own.name == entity -%}
        {{ return(own.expr or own.name) }}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}

{#- The column of an entity's dimension model that holds its name. -#}
{% macro entity_name_column(model, entity) -%}
    {%- set wanted = entity ~ '_name' -%}
    {%- for own in graph.semantic_models['semantic_model.' ~ project_name ~ '.' ~ model].dimensions if own.name == wanted -%}
        {{ return(own.expr or own.name) }}
    {%- endfor -%}
    {{ exceptions.raise_compiler_error(model ~ " has no dimension " ~ wanted ~ ": entities need a name to be shown by.") }}
{%- endmacro %}

{#- Whether a metric can be told of each entity of a kind: everything that it is made of knows the entity. The company
    is one whole, which every metric tells of. -#}
{% macro tells_of(name, entity) -%}
    {%- if entity == 'company' -%}
        {{ return(true) }}
    {%- endif -%}
    {%- for simple in metric_layers([name])[0] if entity_column(measured_model(simple), entity) is none -%}
        {{ return(false) }}
    {%- endfor -%}
    {{ return(true) }}
{%- endmacro %}
