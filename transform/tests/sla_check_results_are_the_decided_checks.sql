{{ config(tags=['support']) }}
-- Identity 62 on the table of the metrics: every check is decided by the as-of date, decided since, or pending.
with told as (

    select
        count(*) as checks,
        coalesce(sum(is_met), 0) as met
    from {{ ref('sla_check_results') }}

),

checks as (

    select
        count(*) as checks,
        count(*) filter (where sla_result = 'met') as met,
        count(*) filter (where sla_result = 'pending') as pending,
        count(*) filter (where cast(evaluated_at as date) > {{ as_of_date() }}) as since,
        count(*) filter (where sla_result = 'met' and cast(evaluated_at as date) > {{ as_of_date() }}) as met_since
    from {{ ref('int_support__sla_checks') }}

)

select *
from told
cross join checks
where
    told.checks + checks.since + checks.pending != checks.checks
    or told.met + checks.met_since != checks.met
