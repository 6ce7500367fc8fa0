{#- Every raw row of a small source table with its fate: `row_outcome` (loaded, duplicate, quarantined, after_as_of)
    and, where quarantined, `outcome_reason`. Nothing is dropped: staging selects the loaded rows, the account counts
    them all.
    key: columns that identify a row; the latest extraction counts, ties are broken by the whole row.
    faults: list of [reason, condition], the first that holds decides.
    happened_at: the moment that makes a row later than the as-of. -#}
{% macro account_for_rows(source_relation, key, faults, happened_at) -%}
with judged as (

    select
        *,
        case
            {%- for reason, condition in faults %}
            when {{ condition }} then '{{ reason }}'
            {%- endfor %}
            when {{ is_changed_by_loader() }} then 'changed_by_loader'
        end as outcome_reason
    from {{ source_relation }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key | join(', ') }}, outcome_reason is null
            order by _airbyte_extracted_at desc, cast(judged as varchar)
        ) as extraction_rank
    from judged

)

select
    * exclude (extraction_rank, outcome_reason),
    case
        when outcome_reason is not null then 'quarantined'
        when extraction_rank > 1 then 'duplicate'
        when {{ happened_at }} >= {{ as_of_date() }} + interval 1 day then 'after_as_of'
        else 'loaded'
    end as row_outcome,
    outcome_reason
from ranked
{%- endmacro %}
