{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_org_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}

-- What each organisation did each day, under its lasting id; the mart adds what is told of it today.
{%- set categories = {
    'ai_events': 'AI Features',
    'frontend_events': 'Frontend/Navigation',
    'issue_events': 'Issue Management',
    'kb_events': 'Knowledge Base',
    'other_events': 'Other',
} %}
with daily_counts as (

    select
        events.activity_date,
        events.org_key,
        {{ event_count() }} as total_event_count,
        {{ event_count('events.user_key') }} as user_event_count,
        {{ event_count("case when names.event_category = 'AI Features' then events.user_key end") }}
            as ai_user_event_count,
        {% for column, category in categories.items() %}
        {{ event_count("case when names.event_category = '" ~ category ~ "' then 1 end") }} as {{ column }}
        {{- ',' if not loop.last }}
        {% endfor %}
    from {{ counted_events() }} as events
    inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
    group by events.activity_date, events.org_key

),

user_counts as (

    select
        activity_date,
        org_key,
        count(distinct user_key) as unique_user_count
    from {{ counted_events() }} as events
    group by activity_date, org_key

),

name_counts as (

    select
        activity_date,
        org_key,
        event_key,
        {{ event_count() }} as event_count
    from {{ counted_events() }} as events
    group by activity_date, org_key, event_key

),

top_events as (

    select
        activity_date,
        org_key,
        count(*) as distinct_event_types,
        max(event_count) as top_event_count,
        {{ top_event_key('event_count', 'event_key') }} as top_event_key
    from name_counts
    group by activity_date, org_key

)

select
    daily_counts.activity_date,
    organizations.org_id,
    daily_counts.total_event_count,
    daily_counts.user_event_count,
    user_counts.unique_user_count,
    top_events.distinct_event_types,
    {% for column in categories %}cast(daily_counts.{{ column }} > 0 as bigint){{ ' + ' if not loop.last }}{% endfor %}
        as distinct_feature_categories,
    concat_ws(
        ', ',
        {% for column, category in categories.items() %}
        case when daily_counts.{{ column }} > 0 then '{{ category }}' end{{ ',' if not loop.last }}
        {% endfor %}
    ) as feature_categories_used,
    top_names.event_name as top_event_type,
    top_events.top_event_count,
    daily_counts.ai_user_event_count,
    {% for column in categories %}
    daily_counts.{{ column }}{{ ',' if not loop.last }}
    {% endfor %}
from daily_counts
inner join user_counts
    on
        daily_counts.activity_date = user_counts.activity_date
        and daily_counts.org_key = user_counts.org_key
inner join top_events
    on
        daily_counts.activity_date = top_events.activity_date
        and daily_counts.org_key = top_events.org_key
inner join {{ ref('stg_product_event_names') }} as top_names on top_events.top_event_key = top_names.event_key
inner join {{ ref('int_organizations__with_account') }} as organizations on daily_counts.org_key = organizations.org_key
-- The key follows the id, and is cheaper to sort by.
order by daily_counts.activity_date, daily_counts.org_key
