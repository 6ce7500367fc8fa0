{#- A history is whole: each key has one open version, each version ends where the next begins, none is empty. -#}
{% test unbroken_history(model, key) %}
with neighbours as (

    select
        {{ key }},
        valid_from,
        valid_to,
        is_current,
        lead(valid_from) over (partition by {{ key }} order by valid_from) as next_valid_from,
        count(*) filter (where is_current) over (partition by {{ key }}) as open_versions
    from {{ model }}

)

select *
from neighbours
where
    open_versions != 1
    or valid_from is null
    or valid_to <= valid_from
    or valid_to is distinct from next_valid_from
    or is_current != (valid_to is null)
{% endtest %}
