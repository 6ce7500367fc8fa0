{{ config(tags=['product']) }}

-- The five categories of each organisation and day sum to all of its events, with and without their features; and there
-- are no more categories than kinds of events, and none of either without events.
with events as (

    select
        org_id,
        metric_date,
        sum(event_count) as event_count,
        sum(issue_event_count + ai_event_count + frontend_event_count + kb_event_count + other_event_count)
            as category_event_count,
        sum(user_event_count) as user_event_count
    from {{ ref('product_event_days') }}
    group by org_id, metric_date

),

kinds as (

    select
        org_id,
        metric_date,
        count(distinct event_name) as event_types,
        count(distinct event_category) as event_categories
    from {{ ref('event_type_days') }}
    group by org_id, metric_date

)

select
    mart.org_id,
    mart.activity_date,
    mart.total_event_count,
    events.event_count,
    events.category_event_count,
    kinds.event_types,
    kinds.event_categories
from {{ ref('fct_org_daily_activity') }} as mart
full outer join events
    on
        mart.org_id = events.org_id
        and mart.activity_date = events.metric_date
full outer join kinds
    on
        mart.org_id = kinds.org_id
        and mart.activity_date = kinds.metric_date
where
    -- Halves and thirds of split events add up to a whole only nearly.
    abs(coalesce(mart.total_event_count, 0) - coalesce(events.event_count, 0)) > 1e-6
    or abs(coalesce(mart.total_event_count, 0) - coalesce(events.category_event_count, 0)) > 1e-6
    or abs(coalesce(mart.user_event_count, events.user_event_count, 0) - coalesce(events.user_event_count, 0)) > 1e-6
    or coalesce(mart.distinct_event_types, 0) != coalesce(kinds.event_types, 0)
    or coalesce(mart.distinct_feature_categories, 0) != coalesce(kinds.event_categories, 0)
    or kinds.event_categories > kinds.event_types
    or (kinds.event_types = 0) != (kinds.event_categories = 0)
