-- Trailing windows of an organisation's activity, for every day of the spine; a day without activity counts as 0.
with daily as (

    select
        spine.org_id,
        spine.metric_date,
        coalesce(activity.total_event_count, 0) as total_event_count,
        coalesce(activity.ai_events, 0) as ai_event_count,
        coalesce(activity.user_event_count, 0) as user_event_count,
        coalesce(activity.ai_user_event_count, 0) as ai_user_event_count
    from {{ ref('int_organizations__daily') }} as spine
    left join {{ ref('int_product_events__org_daily') }} as activity
        on
            spine.org_id = activity.org_id
            and spine.metric_date = activity.activity_date

),

windows as (

    select
        org_id,
        metric_date,
        {{ over_days('total_event_count', 30) }} as total_event_count_30d,
        {{ over_days('ai_event_count', 30) }} as ai_event_count_30d,
        {{ over_days('user_event_count', 14) }} as user_event_count_14d,
        {{ over_days('user_event_count', 30) }} as user_event_count_30d,
        {{ over_days('user_event_count', 60) }} as user_event_count_60d,
        {{ over_days('ai_user_event_count', 30) }} as ai_user_event_count_30d,
        {{ over_days('cast(user_event_count > 0 as integer)', 30) }} as active_days_30d,
        {{ over_days('cast(ai_user_event_count > 0 as integer)', 30) }} as ai_active_days_30d,
        {% for days in [7, 30, 90] %}
        {{ over_days('total_event_count', days) }} as events_{{ days }}d,
        {{ over_days('total_event_count', 2 * days) }} - {{ over_days('total_event_count', days) }}
            as events_prior_{{ days }}d{{ ',' if not loop.last }}
        {% endfor %}
    from daily

)

select
    org_id,
    metric_date,
    cast(total_event_count_30d as {{ count_type() }}) as total_event_count_30d,
    cast(ai_event_count_30d as {{ count_type() }}) as ai_event_count_30d,
    cast(user_event_count_14d as {{ count_type() }}) as user_event_count_14d,
    cast(user_event_count_30d as {{ count_type() }}) as user_event_count_30d,
    cast(user_event_count_60d - user_event_count_30d as {{ count_type() }}) as user_event_count_prior_30d,
    cast(ai_user_event_count_30d as {{ count_type() }}) as ai_user_event_count_30d,
    cast(active_days_30d as bigint) as active_days_30d,
    cast(ai_active_days_30d as bigint) as ai_active_days_30d,
    {% for days in [7, 30, 90] %}
    100.0 * (events_{{ days }}d - events_prior_{{ days }}d) / nullif(events_prior_{{ days }}d, 0)
        as activity_trend_{{ days }}d_pct
    {{- ',' if not loop.last }}
    {% endfor %}
from windows
