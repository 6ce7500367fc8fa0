{{ config(materialized='view') }}

-- Which events happened each day. The rows without an event stand for days without any, so that the last day of a period
-- is there for every choice of organisations and platforms.
select
    org_id,
    activity_date as metric_date,
    platform,
    event_name,
    event_category
from {{ ref('event_name_days') }}

union all

select
    spine.org_id,
    spine.metric_date,
    platforms.platform,
    cast(null as varchar) as event_name,
    cast(null as varchar) as event_category
from {{ ref('int_organizations__daily') }} as spine
cross join {{ ref('dim_platforms') }} as platforms
