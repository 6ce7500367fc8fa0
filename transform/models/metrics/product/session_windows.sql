-- Sessions that began in the 30 days that end on each day, for every organisation, platform and day.
select
    spine.org_id,
    spine.metric_date,
    platforms.platform,
    cast(
        coalesce(
            sum(sessions.session_count) over (
                partition by spine.org_id, platforms.platform order by spine.metric_date
                rows between 29 preceding and current row
            ),
            0
        ) as bigint
    ) as session_count_30d
from {{ ref('int_organizations__daily') }} as spine
cross join {{ ref('dim_platforms') }} as platforms
left join {{ ref('session_days') }} as sessions
    on
        spine.org_id = sessions.org_id
        and spine.metric_date = sessions.metric_date
        and platforms.platform = sessions.platform
order by spine.metric_date, spine.org_id
