-- Each device in service at the end of each day by its last 30 days: heard 40, without errors 40, without readings out of
-- their limits 20. What cannot be told of it does not count, its weight goes to the rest.
with windows as (

    select
        device_id,
        day,
        location_id,
        org_id,
        is_in_service,
        signal_hours > 0 as is_connected,
        100.0 * sum(signal_hours) over last_days / sum(in_service_hours) over last_days as uptime,
        100.0 * sum(error_events) over last_days / nullif(sum(event_count) over last_days, 0) as error_pct,
        100.0 * sum(anomaly_events) over last_days / nullif(sum(reading_events) over last_days, 0) as anomaly_pct
    from device_days
    window last_days as (
        partition by device_id order by day range between interval 29 days preceding and current row
    )

)

select
    device_id,
    day,
    location_id,
    org_id,
    is_connected,
    round(
        (
            0.4 * uptime
            + coalesce(0.4 * (100 - least(100, 5 * error_pct)), 0)
            + coalesce(0.2 * (100 - least(100, 5 * anomaly_pct)), 0)
        ) / (
            0.4
            + case when error_pct is null then 0 else 0.4 end
            + case when anomaly_pct is null then 0 else 0.2 end
        ), 2
    ) as health
from windows
where is_in_service
