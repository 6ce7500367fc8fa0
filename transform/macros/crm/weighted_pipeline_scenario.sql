{#- What a deal counts for in a forecast: its amount times its chance of being won and, where `apply_weighting` is true,
    times the weight of its stage. An amount that nobody entered counts as 0. -#}
{% macro weighted_pipeline_scenario(base_amount, win_probability, pipeline_stage_weight, apply_weighting=true) -%}
    coalesce({{ base_amount }}, 0) * {{ win_probability }}
    {%- if apply_weighting %} * {{ pipeline_stage_weight }}{% endif -%}
{%- endmacro %}

{#- The scenarios of a forecast, by name: whether the chance of winning and the weight of the stage count in each. The var
    `pipeline_scenarios` says which of them a company wants to see. -#}
{% macro pipeline_scenarios() -%}
    {%- set known = {
        'conservative': {'uses_probability': true, 'uses_weight': true},
        'base': {'uses_probability': true, 'uses_weight': false},
        'best_case': {'uses_probability': false, 'uses_weight': false},
    } -%}
    {%- set wanted = {} -%}
    {%- for name in var('pipeline_scenarios') -%}
        {%- if name not in known -%}
            {{ exceptions.raise_compiler_error(
                "vars: pipeline_scenarios: there is no scenario '" ~ name ~ "'. Known are " ~ known | join(', ') ~ "."
            ) }}
        {%- endif -%}
        {%- do wanted.update({name: known[name]}) -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}
