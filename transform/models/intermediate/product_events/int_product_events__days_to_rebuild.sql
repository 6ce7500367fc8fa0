-- The days that an increment reads again, each with why. Empty on a full build, where all days are new.
with arrived as (

    select distinct
        cast(timestamp as date) as activity_date,
        'arrived' as reason
    from {{ ref('stg_product_events__arrivals') }}
    where timestamp is not null

),

recent as (

    select
        cast(days.day as date) as activity_date,
        'recent' as reason
    from unnest(generate_series(
        {{ as_of_date() }} - {{ var('late_days') }} + 1, cast({{ as_of_date() }} as timestamp), interval 1 day
    )) as days (day)

),

since_previous as (

    select
        cast(days.day as date) as activity_date,
        'since_previous' as reason
    from unnest(generate_series(
        date '{{ var("previous_as_of_date") or "0001-01-01" }}' + 1, cast({{ as_of_date() }} as timestamp), interval 1 day
    )) as days (day)

),

requested as (

    select
        cast(days.day as date) as activity_date,
        'requested' as reason
    from unnest(generate_series(
        timestamp '{{ var("rebuild_from") or "0001-01-02" }}',
        timestamp '{{ var("rebuild_to") or "0001-01-01" }}',
        interval 1 day
    )) as days (day)

),

memberships_changed as (

    select distinct
        cast(events.timestamp as date) as activity_date,
        'membership_changed' as reason
    from {{ source('app', 'product_events') }} as events
    inner join {{ ref('int_users__changed_actors') }} as actors on events.distinct_id = actors.distinct_id
    where
        events.timestamp is not null
        and (
            actors.context_org_id is null
            or {{ json_text('events.properties', 'organization_id') }} = actors.context_org_id
        )

),

features_changed as (

    select distinct
        cast(events.timestamp as date) as activity_date,
        'features_changed' as reason
    from {{ source('app', 'product_events') }} as events
    inner join {{ ref('int_features__changed_event_names') }} as names on events.event = names.event_name
    where
        events.timestamp is not null
        and events.timestamp >= names.changed_from - 1

),

reasons as (

    {% for reason in ['arrived', 'recent', 'since_previous', 'requested', 'features_changed', 'memberships_changed'] %}
    select * from {{ reason }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{#- In the customers' own zones an event of one UTC day may belong to a neighbouring day. #}
{%- set slack = activity_day_slack() %}
neighbours as (

    select
        cast(activity_date + cast(slack.days as integer) as date) as activity_date,
        reason
    from reasons
    cross join unnest(generate_series(-{{ slack }}, {{ slack }})) as slack (days)

)

select
    activity_date,
    string_agg(distinct reason, ', ' order by reason) as reasons
from neighbours
where
    {{ continues_version() | lower }}
    and activity_date <= {{ as_of_date() }} + {{ slack }}
group by activity_date
order by activity_date
