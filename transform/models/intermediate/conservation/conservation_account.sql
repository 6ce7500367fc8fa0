-- Every raw row accounted for: raw = loaded + duplicate + quarantined + left_out + after_as_of, per source table.
-- The build holds it against the row counts of the raw files and fails where they differ.
with events_by_outcome as (

    select
        row_outcome,
        outcome_reason,
        sum(event_count) as event_count,
        sum(sum(event_count)) over (order by row_outcome, outcome_reason) as event_count_so_far
    from {{ ref('int_product_events__daily_outcomes') }}
    group by row_outcome, outcome_reason

),

-- Where an event is split among organisations its halves may meet different fates: rounding the running total keeps
-- the sum of all outcomes whole.
whole_events_by_outcome as (

    select
        row_outcome,
        outcome_reason,
        cast(round(event_count_so_far) - round(event_count_so_far - event_count) as bigint) as row_count
    from events_by_outcome

),

product_events as (

    select * from whole_events_by_outcome

    union all

    select
        'quarantined' as row_outcome,
        outcome_reason,
        count(*) as row_count
    from {{ ref('int_product_events__unresolved') }}
    group by outcome_reason

    union all

    select
        'duplicate' as row_outcome,
        'superseded' as outcome_reason,
        sum(extraction_count - 1) as row_count
    from {{ ref('stg_product_events__reextracted') }}

    union all

    select
        'quarantined' as row_outcome,
        outcome_reason,
        count(*) as row_count
    from {{ ref('stg_product_events__quarantined') }}
    group by outcome_reason

    union all

    select
        'after_as_of' as row_outcome,
        '' as outcome_reason,
        count(*) as row_count
    from {{ ref('stg_product_events') }}
    where event_at >= {{ as_of_date() }} + interval 1 day

),

small_tables as (

    {% for name in accounted_tables() %}
    select
        '{{ name }}' as source,
        row_outcome,
        coalesce(outcome_reason, '') as outcome_reason,
        count(*) as row_count
    from {{ ref('base_' ~ name | replace('.', '__')) }}
    group by row_outcome, outcome_reason
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    'app.product_events' as source,
    row_outcome as outcome,
    outcome_reason as reason,
    cast(sum(row_count) as bigint) as row_count
from product_events
group by row_outcome, outcome_reason
having sum(row_count) > 0

union all

select
    source,
    row_outcome as outcome,
    outcome_reason as reason,
    row_count
from small_tables

union all

select
    'app.device_events' as source,
    row_outcome as outcome,
    outcome_reason as reason,
    row_count
from {{ ref('int_devices__event_outcomes') }}
order by source, outcome, reason
