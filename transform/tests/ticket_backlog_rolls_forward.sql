{{ config(tags=['support']) }}
-- Identity 64 on the tables of the metrics, over all tickets, those of no known customer too: yesterday's backlog, plus what
-- came, minus what was resolved for good, is today's.
with changes as (

    select
        metric_date,
        count(*) as opened,
        0 as resolved,
        0 as backlog
    from {{ ref('ticket_arrivals') }}
    group by metric_date

    union all

    select
        metric_date,
        0 as opened,
        count(*) as resolved,
        0 as backlog
    from {{ ref('ticket_resolutions') }}
    group by metric_date

    union all

    select
        metric_date,
        0 as opened,
        0 as resolved,
        count(*) as backlog
    from {{ ref('open_ticket_days') }}
    group by metric_date

),

days as (

    select
        metric_date,
        sum(opened) as opened,
        sum(resolved) as resolved,
        sum(backlog) as backlog
    from changes
    group by metric_date

),

-- A day on which nothing is open and nothing happens has no row, and changes nothing.
balances as (

    select
        *,
        coalesce(lag(backlog) over (order by metric_date), 0) as opening_backlog
    from days

)

select *
from balances
where opening_backlog + opened - resolved != backlog
