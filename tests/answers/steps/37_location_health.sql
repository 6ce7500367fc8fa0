-- Each location with a device in service: the mean of its devices' health 40, the share of them that were heard that day
-- 30, readings within their limits over 30 days 30.
with readings as (

    select distinct
        location_id,
        day,
        100.0 * sum(anomaly_events) over last_days / nullif(sum(reading_events) over last_days, 0) as anomaly_pct
    from device_days
    window last_days as (
        partition by location_id order by day range between interval 29 days preceding and current row
    )

)

select
    location_id,
    day,
    org_id,
    round(
        (
            0.4 * avg(health)
            + 0.3 * 100 * avg(cast(is_connected as integer))
            + coalesce(0.3 * (100 - least(100, 10 * any_value(anomaly_pct))), 0)
        ) / case when any_value(anomaly_pct) is null then 0.7 else 1 end, 2
    ) as health
from device_health
inner join readings using (location_id, day)
group by location_id, day, org_id
