{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook='{{ make_room(is_rebuilt_user_day()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__actor_days_to_rebuild') }}

-- What each person did each day for each organisation, by platform and feature; without a feature where an event is a
-- use of none. An event that is a use of several counts for each, and in `repeated_event_count` for all but one.
with name_days as (

    select
        events.activity_date,
        events.user_key,
        events.org_key,
        events.event_key,
        coalesce(platforms.device_class, 'other') as platform,
        {{ event_count() }} as event_count
    from {{ counted_events() }} as events
    left join {{ ref('platforms') }} as platforms on events.platform = platforms.platform
    where events.user_key > 0
    group by events.activity_date, events.user_key, events.org_key, events.event_key, 5

),

features as (

    select
        event_key,
        feature_id,
        released_date,
        -- When one is released, those before it are.
        row_number() over (partition by event_key order by released_date, feature_id) > 1 as is_repeated
    from {{ ref('int_features__event_names') }}

),

uses as (

    select
        name_days.*,
        features.feature_id,
        features.is_repeated
    from name_days
    left join features
        on
            name_days.event_key = features.event_key
            and name_days.activity_date >= features.released_date

)

select
    uses.activity_date,
    users.user_id,
    users.org_id,
    uses.platform,
    uses.feature_id,
    {{ sum_of_counts('uses.event_count') }} as event_count,
    {{ sum_of_counts('case when uses.is_repeated then uses.event_count end') }} as repeated_event_count
from uses
inner join {{ ref('user_org_mapping') }} as users
    on
        uses.user_key = users.user_key
        and uses.org_key = users.org_key
{% if is_increment() %}
where {{ is_rebuilt_user_day('users.user_id', 'uses.activity_date') }}
{% endif %}
group by uses.activity_date, users.user_id, users.org_id, uses.platform, uses.feature_id
order by uses.activity_date, users.org_id
