-- The days that an increment reads again whole, each with why: the last ones, those asked for, and those with events
-- that are uses of other features now. Of other days it reads what has changed
-- (int_product_events__org_days_to_rebuild). Empty on a full build, where all days are new.
with recent as (

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
        {{ continued_day_end() if continues_version() else as_of_date() }},
        cast({{ as_of_date() }} as timestamp),
        interval 1 day
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

    {% for reason in ['features_changed', 'recent', 'since_previous', 'requested'] %}
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
