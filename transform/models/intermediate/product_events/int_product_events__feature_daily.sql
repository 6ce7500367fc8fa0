{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook='{{ make_room(is_rebuilt_user_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__actor_days_to_rebuild') }}

-- Which catalogue features each user used each day for each organisation. Days before a feature's release do not count.
with name_days as (

    select
        activity_date,
        user_key,
        org_key,
        event_key,
        {{ event_count() }} as event_count
    from {{ counted_events() }} as events
    where user_key > 0
    group by activity_date, user_key, org_key, event_key

),

feature_days as (

    select
        name_days.activity_date,
        name_days.user_key,
        name_days.org_key,
        uses.feature_id,
        sum(name_days.event_count) as event_count
    from name_days
    inner join {{ ref('int_features__event_names') }} as uses
        on
            name_days.event_key = uses.event_key
            and name_days.activity_date >= uses.released_date
    group by name_days.activity_date, name_days.user_key, name_days.org_key, uses.feature_id

)

select
    feature_days.activity_date,
    users.user_id,
    users.org_id,
    feature_days.feature_id,
    cast(feature_days.event_count as {{ count_type() }}) as event_count
from feature_days
inner join {{ ref('user_org_mapping') }} as users
    on
        feature_days.user_key = users.user_key
        and feature_days.org_key = users.org_key
{% if is_increment() %}
where {{ is_rebuilt_user_day('users.user_id', 'feature_days.activity_date') }}
{% endif %}
order by feature_days.activity_date, users.org_id
