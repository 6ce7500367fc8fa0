{{ config(pre_hook='{{ join_as_written() }}', post_hook='{{ join_as_estimated() }}') }}

-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__actors_to_read') }}

-- Every event that this build reads, classified and told to whom it belongs, in narrow codes: what the daily tables
-- count. Rebuilt by each build; an increment holds its few days, and single days of organisations, only. Events of
-- users or organisations that nobody knows are not here but in int_product_events__unresolved.
{%- set event_context = var('multi_org_policy') == 'event_context' and var('extract_event_properties') %}
{%- set in_customers_zone = var('activity_timezone') == 'customer' %}
{%- set columns = 'events.event_key, events.event_at, events.event_date, events.distinct_id, events.properties' %}
{%- set in_whole_days = within_days_to_rebuild('events.event_at') %}
with events as (

    select {{ columns }}
    from {{ ref('stg_product_events') }} as events
    where
        {{ in_whole_days }}
        and events.event_at < {{ as_of_date() }} + interval 1 day

    {% if continues_version() %}
    union all

    select {{ columns }}
    from {{ ref('stg_product_events') }} as events
    semi join {{ ref('int_product_events__actors_to_read') }} as actors on events.distinct_id = actors.distinct_id
    where
        {{ within_activity_dates('events.event_at', ref('int_product_events__org_days_to_rebuild')) }}
        and not {{ in_whole_days }}
        and events.event_at < {{ as_of_date() }} + interval 1 day
    {% endif %}

),

with_actor as (

    select
        events.event_key,
        events.event_at,
        events.event_date,
        actors.user_key,
        actors.org_key as primary_org_key,
        {{ "actors.weight," if var('multi_org_policy') == 'split' }}
        {#- Only the few users of several organisations need the event's own word for it. #}
        case when actors.organization_count > 1 then {{ json_text('events.properties', 'organization_id') }} end
            as context_org_id,
        -- Of people only: it is what their sessions are told apart by.
        case when actors.user_key > 0 then {{ event_platform('events.properties') }} end as platform
    from events
    inner join {{ ref('int_product_events__actors') }} as actors on events.distinct_id = actors.distinct_id

),

with_organization as (

    select
        with_actor.* exclude (primary_org_key, context_org_id),
        {% if event_context %}
        coalesce(memberships.org_key, with_actor.primary_org_key) as org_key
    from with_actor
    left join {{ ref('user_org_mapping') }} as memberships
        on
            with_actor.context_org_id = memberships.org_id
            and with_actor.user_key = memberships.user_key
        {% else %}
        with_actor.primary_org_key as org_key
    from with_actor
        {% endif %}

),

with_activity_date as (

    select
        events.*,
        {% if in_customers_zone %}
        cast(timezone(organizations.timezone, timezone('UTC', events.event_at)) as date) as activity_date
    from with_organization as events
    inner join {{ ref('int_organizations__with_account') }} as organizations on events.org_key = organizations.org_key
        {% else %}
        events.event_date as activity_date
    from with_organization as events
        {% endif %}

)

select
    events.activity_date,
    events.event_at,
    events.org_key,
    events.user_key,
    events.event_key,
    events.platform,
    {{ "events.weight," if var('multi_org_policy') == 'split' }}
    {% if var('exclude_deactivated_users') %}
    coalesce(events.event_at > memberships.deactivated_at, false) as is_left_out
from with_activity_date as events
left join {{ ref('user_org_mapping') }} as memberships
    on
        events.user_key = memberships.user_key
        and events.org_key = memberships.org_key
    {% else %}
    false as is_left_out
from with_activity_date as events
    {% endif %}
{% if continues_version() %}
where {{ is_rebuilt_org_day('events.org_key', 'events.activity_date', key='org_key') }}
{% endif %}
