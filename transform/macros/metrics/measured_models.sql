{#- The models on which the metrics of each domain are measured. dbt has to know them when it reads the project, before it
    knows any metric; a metric on a model that is not listed here is refused when it is built. -#}
{% macro measured_models() -%}
    {{ return({
        'customer_success': ['fct_customer_ai_adoption_30d'],
        'sales': [],
        'product': ['fct_org_daily_activity', 'user_activity_windows'],
        'marketing': [],
        'revenue': [],
        'operations': [],
        'support': [],
        'company': ['fct_customer_ai_adoption_30d'],
    }) }}
{%- endmacro %}

{#- The model that tells of each kind of entity: the kind is its primary entity, `<kind>_name` one of its dimensions. -#}
{% macro entity_models() -%}
    {{ return({
        'customer': 'dim_organizations',
    }) }}
{%- endmacro %}

{#- The measured models of some domains with their relations: {name: relation}. -#}
{% macro measured_relations(domains) -%}
    {%- set relations = {} -%}
    {%- for domain in domains -%}
        {%- for model in measured_models()[domain] -%}
            {%- do relations.update({model: ref(model)}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(relations) }}
{%- endmacro %}

{% macro check_measured(names, relations) -%}
    {%- for name in metric_layers(names)[0] if measured_model(name) not in relations -%}
        {{ exceptions.raise_compiler_error(
            "metric " ~ name ~ " is measured on " ~ measured_model(name) ~ ", which macros/metrics/measured_models.sql"
            ~ " does not list for its domain. Add it there."
        ) }}
    {%- endfor -%}
{%- endmacro %}
