-- Every device as its latest version tells it, with the span of its service. A device that is said to be retired, but not
-- since when, has been out of service since its status says so.
with retirements as (

    select
        device_key,
        min(changed_at) as retired_at
    from {{ ref('stg_app__device_status_changes') }}
    where device_status = 'retired'
    group by device_key

),

latest_versions as (

    select * from {{ ref('stg_app__devices') }}
    where is_latest

)

select
    latest_versions.device_key,
    latest_versions.device_id,
    latest_versions.location_id,
    latest_versions.device_type,
    latest_versions.model,
    latest_versions.firmware,
    latest_versions.device_status,
    latest_versions.installed_at,
    coalesce(latest_versions.retired_at, retirements.retired_at) as retired_at
from latest_versions
left join retirements on latest_versions.device_key = retirements.device_key
order by latest_versions.device_key
