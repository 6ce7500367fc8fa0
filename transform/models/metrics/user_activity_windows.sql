{{ config(materialized='view') }}

-- Who was active in the day, week and month that end on each day. The spine rows (no user) stand for organisations
-- nobody of which was active, so that the last day of a period is there for every choice of organisations.
select
    cast(user_key as bigint) as user_key,
    org_id,
    metric_date,
    is_active_1d,
    is_active_7d,
    true as is_active_30d,
    -- One number per user and day, to count user-days over any period without counting a person twice.
    case when is_active_1d then cast(user_key as bigint) * 100000 + (metric_date - date '1970-01-01') end
        as user_day_key,
    cast(user_event_count as {{ count_type() }}) as user_event_count
from {{ ref('int_users__activity_windows') }}

union all

select
    cast(null as bigint) as user_key,
    org_id,
    metric_date,
    false as is_active_1d,
    false as is_active_7d,
    false as is_active_30d,
    cast(null as bigint) as user_day_key,
    cast(0 as {{ count_type() }}) as user_event_count
from {{ ref('int_organizations__daily') }}
