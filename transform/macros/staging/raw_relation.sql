{#- Where the rows of a raw table lie: its source, or the CRM's seed where dbt is run by hand (var `crm_source`). The seed
    has what the CRM says; the loader's columns are added as if it had been read whole at the as-of. -#}
{% macro raw_relation(source_name, table_name) -%}
    {%- if source_name == 'crm' and reads_crm_seed() -%}
        {%- set seed = ref('seed_crm__' ~ table_name) -%}
        {{ return(
            '(select *, ' ~ as_of_at() ~ ' as _airbyte_extracted_at, cast(null as varchar) as _airbyte_meta from '
            ~ seed ~ ') as seed'
        ) }}
    {%- else -%}
        {{ return(source(source_name, table_name)) }}
    {%- endif -%}
{%- endmacro %}

{#- Whether the CRM's rows are the project's own seed. -#}
{% macro reads_crm_seed() -%}
    {%- if var('crm_source') not in ['seed', 'raw'] -%}
        {%- do exceptions.raise_compiler_error("var crm_source is 'seed' or 'raw', not '" ~ var('crm_source') ~ "'") -%}
    {%- endif -%}
    {{ return(var('crm_source') == 'seed') }}
{%- endmacro %}
