-- Identity 64: yesterday's backlog, plus what came, minus what was resolved for good, is today's.
with days as (

    select
        *,
        lag(open_tickets) over (partition by customer_id order by metric_date) as opening_tickets
    from {{ ref('int_support__customer_days') }}

)

select *
from days
where opening_tickets + tickets_created - tickets_resolved != open_tickets
