{{ config(materialized='incremental', incremental_strategy='append', pre_hook='{{ delete_days_to_rebuild() }}') }}

-- What each organisation did each day, under its lasting id; the mart adds what is told of it today. Category counts and the top
-- event come from the counts per event name, so that the events themselves are read once for counts, once for people.
with events as (

    select *
    from {{ ref('event_classification') }}
    where fate = 'loaded'

),

name_counts as (

    select
        activity_date,
        org_key,
        event_key,
        {{ event_count() }} as event_count,
        {{ event_count('user_key is not null') }} as user_event_count
    from events
    group by activity_date, org_key, event_key

),

user_counts as (

    select
        activity_date,
        org_key,
        count(distinct user_key) as unique_user_count
    from events
    group by activity_date, org_key

),

classified_counts as (

    select
        name_counts.*,
        names.event_name,
        names.event_category
    from name_counts
    inner join {{ ref('stg_product_event_names') }} as names on name_counts.event_key = names.event_key

),

daily_counts as (

    select
        activity_date,
        org_key,
        {{ sum_of_counts('event_count') }} as total_event_count,
        {{ sum_of_counts('user_event_count') }} as user_event_count,
        count(*) as distinct_event_types,
        count(distinct event_category) as distinct_feature_categories,
        string_agg(distinct event_category, ', ' order by event_category) as feature_categories_used,
        max(event_count) as top_event_count,
        {{ top_event_key('event_count', 'event_key') }} as top_event_key,
        {{ count_of_category('Issue Management', 'event_count') }} as issue_events,
        {{ count_of_category('AI Features', 'event_count') }} as ai_events,
        {{ count_of_category('AI Features', 'user_event_count') }} as ai_user_event_count,
        {{ count_of_category('Frontend/Navigation', 'event_count') }} as frontend_events,
        {{ count_of_category('Knowledge Base', 'event_count') }} as kb_events,
        {{ count_of_category('Other', 'event_count') }} as other_events
    from classified_counts
    group by activity_date, org_key

)

select
    organizations.org_id,
    daily_counts.* exclude (org_key, top_event_key),
    top_names.event_name as top_event_type,
    user_counts.unique_user_count
from daily_counts
inner join user_counts
    on
        daily_counts.activity_date = user_counts.activity_date
        and daily_counts.org_key = user_counts.org_key
inner join {{ ref('stg_product_event_names') }} as top_names on daily_counts.top_event_key = top_names.event_key
inner join {{ ref('int_organizations__with_account') }} as organizations on daily_counts.org_key = organizations.org_key
order by daily_counts.activity_date, organizations.org_id
