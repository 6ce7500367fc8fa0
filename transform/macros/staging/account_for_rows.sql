{#- Every raw row of a small source table with its fate: `row_outcome` (loaded, duplicate, quarantined, after_as_of,
    left_out) and, where it needs one, `outcome_reason`. Nothing is dropped: staging selects the loaded rows, the
    account counts them all.
    key: columns that identify a row; the latest extraction counts, ties are broken by the whole row.
    faults: list of [reason, condition], the first that holds decides.
    happened_at: the moment that makes a row later than the as-of; as_of_end: the first moment that does. -#}
{% macro account_for_rows(
    source_relation, key, faults, happened_at,
    extracted_at='_airbyte_extracted_at', has_loader_meta=true, is_disabled=false, as_of_end=none
) -%}
with judged as (

    select
        *,
        case
            {%- for reason, condition in faults %}
            when {{ condition }} then '{{ reason }}'
            {%- endfor %}
            {%- if has_loader_meta %}
            when {{ is_changed_by_loader() }} then 'changed_by_loader'
            {%- elif not faults %}
            when false then ''
            {%- endif %}
        end as outcome_reason
    from {{ source_relation }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key | join(', ') }}, outcome_reason is null
            order by {{ extracted_at }} desc, cast(judged as varchar)
        ) as extraction_rank
    from judged

)

select
    * exclude (extraction_rank, outcome_reason),
    {% if is_disabled -%}
    'left_out' as row_outcome,
    'source_disabled' as outcome_reason
    {%- else -%}
    case
        when outcome_reason is not null then 'quarantined'
        when extraction_rank > 1 then 'duplicate'
        when {{ happened_at }} >= {{ as_of_end or (as_of_date() ~ ' + interval 1 day') }} then 'after_as_of'
        else 'loaded'
    end as row_outcome,
    outcome_reason
    {%- endif %}
from ranked
{%- endmacro %}
