{{ config(tags=['customer_success']) }}

-- Identity 67, for the whole company on every day of the spine: the windows sum to the tickets created in them.
with expected as (

    select
        days.date_day as metric_date,
        count(tickets.ticket_id) as tickets
    from {{ ref('time_spine_daily') }} as days
    left join {{ ref('int_support__tickets') }} as tickets
        on
            cast(tickets.created_at as date) between days.date_day - 29 and days.date_day
    group by days.date_day

),

found as (

    select
        metric_date,
        sum(tickets_created_30d) as tickets
    from {{ ref('support_ticket_windows') }}
    group by metric_date

)

select expected.metric_date
from expected
left join found on expected.metric_date = found.metric_date
where expected.tickets != coalesce(found.tickets, 0)
