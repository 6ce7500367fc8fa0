{{ config(materialized='view') }}

-- Sessions: runs of a person's events with pauses of at most the session gap, over midnight as well. A session belongs to
-- the day, the organisation and the platform of its first event.
{%- set gap = "interval '" ~ var('session_gap_minutes') ~ " minutes'" %}
{%- set owner = session_owner('user_id', 'org_id') %}
with parts as (

    select
        *,
        {% if var('activity_timezone') == 'customer' %}
        -- A day may begin at any hour.
        true as touches_another_day
        {% else %}
        started_at < activity_date + {{ gap }}
        or last_event_at >= activity_date + interval 1 day - {{ gap }} as touches_another_day
        {% endif %}
    from {{ ref('int_product_events__session_parts') }}

),

parts_at_midnight as (

    select
        *,
        coalesce(started_at > max(last_event_at) over earlier_parts + {{ gap }}, true) as is_start
    from parts
    where touches_another_day
    window earlier_parts as (
        partition by {{ owner }} order by started_at, org_id rows between unbounded preceding and 1 preceding
    )

),

numbered_parts as (

    select
        *,
        sum(cast(is_start as integer)) over (
            partition by {{ owner }} order by started_at, org_id rows between unbounded preceding and current row
        ) as session_number
    from parts_at_midnight

),

joined_parts as (

    select
        max(case when is_start then activity_date end) as session_date,
        user_id,
        max(case when is_start then org_id end) as org_id,
        min(started_at) as started_at,
        max(last_event_at) as last_event_at,
        sum(event_count) as event_count,
        sum(page_count) as page_count,
        max(case when is_start then platform end) as platform
    from numbered_parts
    group by {{ owner.replace('org_id', 'numbered_parts.org_id') }}, session_number

),

sessions as (

    select
        activity_date as session_date,
        user_id,
        org_id,
        started_at,
        last_event_at,
        event_count,
        page_count,
        platform
    from parts
    where not touches_another_day

    union all

    select * from joined_parts

)

select
    concat_ws('-', user_id, {{ 'org_id, ' if var('multi_org_policy') == 'split' }}epoch_us(started_at)) as session_id,
    user_id,
    org_id as customer_id,
    session_date,
    started_at as session_started_at,
    last_event_at,
    epoch(last_event_at - started_at) / 60.0 as duration_minutes,
    cast(event_count as {{ count_type() }}) as event_count,
    cast(page_count as {{ count_type() }}) as page_count,
    sessions.platform,
    coalesce(platforms.device_class, 'other') as device_class
from sessions
left join {{ ref('platforms') }} as platforms on sessions.platform = platforms.platform
