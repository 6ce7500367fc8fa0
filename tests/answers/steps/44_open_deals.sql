-- Each deal on each day of 2025 at whose end it was open, in the stage that it had reached by then.
select
    cast(days.day as date) as day,
    deals.*,
    case
        when opportunity_created_at < days.day + interval 1 day then 'opportunity'
        when qualified_at < days.day + interval 1 day then 'sql'
        else 'lead'
    end as stage,
    case
        when opportunity_created_at < days.day + interval 1 day then 0.50
        when qualified_at < days.day + interval 1 day then 0.30
        else 0.15
    end as chance,
    case
        when opportunity_created_at < days.day + interval 1 day then 0.50
        when qualified_at < days.day + interval 1 day then 0.25
        else 0.10
    end as weight
from generate_series(timestamp '2025-01-01', timestamp '2025-07-31', interval 1 day) as days (day)
inner join deals
    on least(lead_created_at, opportunity_created_at) < days.day + interval 1 day
    and (outcome = 'open' or closed_at >= days.day + interval 1 day)
