{#- Before a snapshot: what an earlier build told for this same moment is taken back, since this build tells it better;
    else a row would end in the moment in which it began. History that goes on after this moment cannot be told from
    here: `almanac build` then leaves it as it is, by hand it is an error. -#}
{% macro tell_moment_anew() -%}
    {%- if not execute or load_relation(this) is none -%}
        {{ return('select 1') }}
    {%- endif -%}
    {%- set later = run_query(
        'select max(greatest(dbt_valid_from, dbt_valid_to)) as told_until from ' ~ this
        ~ ' having told_until > ' ~ as_of_at()
    ) -%}
    {%- for row in later.rows -%}
        {%- do exceptions.raise_compiler_error(
            this.name ~ ' tells until ' ~ row[0] ~ ', later than this run (' ~ var('as_of_at') ~ '): name a later as_of_at'
        ) -%}
    {%- endfor %}
    delete from {{ this }} where dbt_valid_from = {{ as_of_at() }};
    update {{ this }} set dbt_valid_to = null where dbt_valid_to = {{ as_of_at() }}
{%- endmacro %}
