-- Every location on every day since its first device, also on days without one: what its devices did in the 30 days
-- before still belongs to those days. Only a location with a device in service has health.
with firsts as (

    select
        location_id,
        customer_id,
        min(metric_date) as first_date
    from {{ ref('int_devices__location_days') }}
    group by location_id, customer_id

),

days as (

    select
        location_id,
        customer_id,
        cast(unnest(generate_series(
            cast(first_date as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
        )) as date) as metric_date
    from firsts

)

select
    days.location_id,
    days.customer_id,
    days.metric_date,
    cast(coalesce(sum(known.event_count) over last_30_days, 0) as bigint) as event_count_30d,
    cast(known.health_score as decimal(18, 2)) as health_score
from days
left join {{ ref('int_devices__location_days') }} as known
    on
        days.location_id = known.location_id
        and days.metric_date = known.metric_date
window last_30_days as (
    partition by days.location_id order by days.metric_date rows between 29 preceding and current row
)
order by days.metric_date, days.location_id
