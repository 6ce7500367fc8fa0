-- Every event of the days that this build reads, classified and told to whom it belongs, in narrow codes: what the
-- daily tables count. Rebuilt by each build; an increment holds its few days only.
-- `fate` says what becomes of the event; only `loaded` ones count.
{%- set event_context = var('multi_org_policy') == 'event_context' and var('extract_event_properties') %}
with events as (

    select
        event_uuid,
        event_key,
        event_at,
        event_date,
        distinct_id,
        event_source,
        properties
    from {{ ref('stg_product_events') }}
    where
        {{ within_days_to_rebuild('event_at') }}
        and event_at < {{ as_of_date() }} + interval 1 day

),

with_actor as (

    select
        events.event_key,
        events.event_at,
        events.event_date,
        events.event_source,
        events.distinct_id,
        events.event_uuid,
        actors.user_key,
        actors.org_key as primary_org_key,
        actors.weight,
        {{ is_malformed_json('events.properties') if var('extract_event_properties') else 'false' }}
            as has_malformed_properties,
        {#- Only the few users of several organisations need the event's own word for it. #}
        case when actors.organization_count > 1 then {{ json_text('events.properties', 'organization_id') }} end
            as context_org_id
    from events
    left join {{ ref('int_product_events__actors') }} as actors on events.distinct_id = actors.distinct_id

),

with_organization as (

    select
        with_actor.*,
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
        with_organization.*,
        {% if var('activity_timezone') == 'customer' %}
        coalesce(
            cast(timezone(organizations.timezone, timezone('UTC', with_organization.event_at)) as date),
            with_organization.event_date
        ) as activity_date
    from with_organization
    left join {{ ref('int_organizations__with_account') }} as organizations
        on with_organization.org_key = organizations.org_key
        {% else %}
        with_organization.event_date as activity_date
    from with_organization
        {% endif %}

)

select
    events.activity_date,
    events.event_at,
    events.org_key,
    events.user_key,
    events.event_key,
    {{ "events.weight," if var('multi_org_policy') == 'split' }}
    events.has_malformed_properties,
    case when events.org_key is null then events.event_uuid end as unresolved_event_uuid,
    case when events.org_key is null then events.distinct_id end as unresolved_distinct_id,
    case
        when events.org_key is null and events.event_source = 'system_level' then 'unknown_organization'
        when events.org_key is null then 'unknown_user'
        {% if var('activity_timezone') == 'customer' %}
        when events.activity_date > {{ as_of_date() }} then 'after_as_of'
        {% endif %}
        {% if var('exclude_deactivated_users') %}
        when exists (
            select 1
            from {{ ref('user_org_mapping') }} as mapping
            where
                mapping.user_key = events.user_key
                and mapping.org_key = events.org_key
                and mapping.deactivated_at < events.event_at
        ) then 'deactivated_user'
        {% endif %}
        else 'loaded'
    end as fate
from with_activity_date as events
{% if continues_version() and activity_day_slack() %}
where events.activity_date in (select activity_date from {{ ref('int_product_events__days_to_rebuild') }})
{% endif %}
