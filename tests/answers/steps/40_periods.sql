-- Days, weeks from Monday, months and quarters: the first day of each, and the last one that is over.
select
    grains.grain,
    cast(days.day as date) as first_day,
    least(cast(days.day + case grains.grain
        when 'day' then interval 1 day
        when 'week' then interval 7 day
        when 'month' then interval 1 month
        when 'quarter' then interval 3 month
    end as date) - 1, date '2025-07-31') as last_day
from generate_series(timestamp '2022-01-01', timestamp '2025-07-31', interval 1 day) as days (day)
cross join (values ('day'), ('week'), ('month'), ('quarter')) as grains (grain)
where days.day = date_trunc(grains.grain, days.day)
