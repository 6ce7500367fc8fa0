-- The sessions that began in 30 days are those that the user windows count, at the as-of date and at each month's first.
-- In the customers' own zones a user of several has days that overlap, of which the windows see the ends only.
with days as (

    select distinct metric_date
    from {{ ref('int_organizations__daily') }}
    where
        metric_date = {{ as_of_date() }}
        or extract(day from metric_date) = 1

),

session_days as (

    select
        user_id,
        customer_id as org_id,
        session_date,
        count(*) as session_count
    from {{ ref('int_product_events__sessions') }}
    group by user_id, customer_id, session_date

),

counted as (

    select
        session_days.user_id,
        session_days.org_id,
        days.metric_date,
        sum(session_days.session_count) as session_count_30d
    from session_days
    inner join days on session_days.session_date between days.metric_date - 29 and days.metric_date
    group by session_days.user_id, session_days.org_id, days.metric_date

),

windows as (

    select
        windows.user_id,
        windows.org_id,
        windows.metric_date,
        windows.session_count_30d
    from {{ ref('int_users__activity_windows') }} as windows
    inner join days on windows.metric_date = days.metric_date
    where windows.session_count_30d > 0

)

select
    coalesce(counted.user_id, windows.user_id) as user_id,
    coalesce(counted.org_id, windows.org_id) as org_id,
    coalesce(counted.metric_date, windows.metric_date) as metric_date,
    counted.session_count_30d as sessions,
    windows.session_count_30d as sessions_of_windows
from counted
full outer join windows
    on
        counted.user_id = windows.user_id
        and counted.org_id = windows.org_id
        and counted.metric_date = windows.metric_date
where
    counted.session_count_30d is distinct from windows.session_count_30d
    {% if var('activity_timezone') == 'customer' %}
    and coalesce(counted.user_id, windows.user_id) not in (
        select user_id from {{ ref('user_org_mapping') }} where organization_count > 1
    )
    {% endif %}
