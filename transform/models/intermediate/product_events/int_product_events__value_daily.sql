{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_user_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__actor_days_to_rebuild') }}

-- The value events (issues, AI, knowledge base) of each user, organisation and day, and the first moments of them: the
-- day's part of how soon a customer got value.
{%- set categories = {'issue': 'Issue Management', 'ai': 'AI Features', 'kb': 'Knowledge Base'} %}
with value_events as (

    select
        events.*,
        names.event_category
    from {{ counted_events() }} as events
    inner join {{ ref('stg_product_event_names') }} as names on events.event_key = names.event_key
    where
        events.user_key > 0
        and names.event_category in ('{{ categories.values() | join("', '") }}')

),

user_days as (

    select
        activity_date,
        user_key,
        org_key,
        {{ event_count() }} as value_event_count,
        {% for name, category in categories.items() %}
        {{ event_count("case when event_category = '" ~ category ~ "' then 1 end") }} as {{ name }}_event_count,
        {% endfor %}
        min(event_at) as first_value_event_at,
        min(event_at, {{ var('first_value_events') }}) as first_value_moments
    from value_events
    group by activity_date, user_key, org_key

)

select
    user_days.activity_date,
    users.user_id,
    users.org_id,
    user_days.* exclude (activity_date, user_key, org_key)
from user_days
inner join {{ ref('user_org_mapping') }} as users
    on
        user_days.user_key = users.user_key
        and user_days.org_key = users.org_key
{% if is_increment() %}
where {{ is_rebuilt_user_day('users.user_id', 'user_days.activity_date') }}
{% endif %}
order by user_days.activity_date, users.org_id
