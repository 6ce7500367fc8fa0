{#- As account_for_table, for a table of many rows of which few are repeated: only those are ranked. -#}
{% macro account_for_large_table(source_name, table_name, faults=[]) -%}
    {%- set relation = source(source_name, table_name) -%}
    {%- if execute -%}
        {%- set contract = source_contract(source_name, table_name) -%}
        {%- set key = contract.meta.key | join(', ') -%}
        {%- set pairs = [] -%}
        {%- for column in contract.meta.key -%}
            {%- do pairs.append('judged.' ~ column ~ ' = repeated.' ~ column) -%}
        {%- endfor -%}
        {%- set same_key = pairs | join(' and ') -%}
with judged as (

    select
        *,
        case
            {%- for reason, condition in contract_faults(contract) + faults %}
            when {{ condition }} then '{{ reason }}'
            {%- endfor %}
        end as fault
    from {{ relation }}

),

repeated as (

    select {{ key }}
    from judged
    where fault is null
    group by {{ key }}
    having count(*) > 1

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key }} order by {{ contract.extracted_at }} desc, cast(judged as varchar)
        ) as extraction_rank
    from judged
    semi join repeated on {{ same_key }}
    where fault is null

),

with_rank as (

    select
        *,
        1 as extraction_rank
    from judged
    anti join repeated on {{ same_key }}

    union all

    select
        *,
        1 as extraction_rank
    from judged
    semi join repeated on {{ same_key }}
    where fault is not null

    union all

    select * from ranked

)

select
    * exclude (extraction_rank, fault),
        {% if is_disabled(source_name ~ '.' ~ table_name) -%}
    'left_out' as row_outcome,
    'source_disabled' as outcome_reason
        {%- else -%}
    case
        when fault is not null then 'quarantined'
        when extraction_rank > 1 then 'duplicate'
        when {{ contract.meta.happened_at }} >= {{ as_of_date() }} + interval 1 day then 'after_as_of'
        else 'loaded'
    end as row_outcome,
    fault as outcome_reason
        {%- endif %}
from with_rank
    {%- endif -%}
{%- endmacro %}
