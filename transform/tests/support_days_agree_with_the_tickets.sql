-- Identity 67 and the stocks of the customer days, against the tickets themselves on each month's last day and the last day
-- of all: tickets of 30 days, backlog, and urgent tickets that were late; unassigned tickets are the rest of the total.
with days as (

    select
        metric_date,
        count(*) as customers,
        sum(tickets_created_30d) as tickets_created_30d,
        sum(open_tickets) as open_tickets,
        sum(open_late_tickets) as open_late_tickets
    from {{ ref('int_support__customer_days') }}
    where
        metric_date = {{ dbt.last_day('metric_date', 'month') }}
        or metric_date = {{ as_of_date() }}
    group by metric_date

),

-- A ticket of a customer counts from the customer's first day on.
first_days as (

    select
        customer_id,
        min(metric_date) as first_date
    from {{ ref('int_support__customer_days') }}
    group by customer_id

),

tickets as (

    select
        tickets.*,
        coalesce(first_days.first_date, date '0001-01-01') as first_date
    from {{ ref('int_support__tickets') }} as tickets
    left join first_days on tickets.customer_id = first_days.customer_id

),

recounted as (

    select
        days.metric_date,
        count(*) filter (where cast(tickets.created_at as date) > days.metric_date - 30) as total_30d,
        count(*) filter (
            where cast(tickets.created_at as date) > days.metric_date - 30 and tickets.customer_id is null
        ) as unassigned_30d,
        count(*) filter (
            where
            tickets.customer_id is not null
            and coalesce(cast(tickets.resolved_at as date) > days.metric_date, true)
        ) as open_tickets
    from days
    left join tickets
        on
            cast(tickets.created_at as date) <= days.metric_date
            and days.metric_date >= tickets.first_date
    group by days.metric_date

),

late as (

    select
        days.metric_date,
        count(distinct spells.ticket_id) as late_tickets
    from days
    inner join {{ ref('int_support__late_spells') }} as spells
        on
            spells.late_from < days.metric_date + interval 1 day
            and coalesce(spells.late_to >= days.metric_date + interval 1 day, true)
    inner join first_days
        on
            spells.customer_id = first_days.customer_id
            and days.metric_date >= first_days.first_date
    group by days.metric_date

)

select
    days.*,
    recounted.total_30d,
    recounted.unassigned_30d,
    recounted.open_tickets as recounted_open,
    late.late_tickets
from days
inner join recounted on days.metric_date = recounted.metric_date
left join late on days.metric_date = late.metric_date
where
    days.tickets_created_30d + recounted.unassigned_30d != recounted.total_30d
    or days.open_tickets != recounted.open_tickets
    or days.open_late_tickets != coalesce(late.late_tickets, 0)
