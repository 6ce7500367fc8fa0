{{ config(pre_hook='{{ join_as_written() }}', post_hook='{{ join_as_estimated() }}') }}

-- Whose events of which day have changed, or count otherwise than in the continued version, each with why; the days
-- that are rebuilt whole are left out. Empty on a full build.
with arrived as (

    select distinct
        distinct_id,
        cast(timestamp as date) as event_date,
        'arrived' as reason
    from {{ ref('stg_product_events__arrivals') }}

),

memberships_changed as (

    select distinct
        events.distinct_id,
        cast(events.timestamp as date) as event_date,
        'membership_changed' as reason
    from {{ source('app', 'product_events') }} as events
    semi join {{ ref('int_users__changed_actors') }} as actors on events.distinct_id = actors.distinct_id
    where events.timestamp >= timestamp '{{ var("earliest_event_date") }}'

),

reasons as (

    {% for reason in ['arrived', 'memberships_changed'] %}
    select * from {{ reason }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{#- In the customers' own zones an event of one UTC day may belong to a neighbouring day. #}
{%- set slack = activity_day_slack() %}
neighbours as (

    select
        reasons.distinct_id,
        cast(reasons.event_date + cast(slack.days as integer) as date) as activity_date,
        reasons.reason
    from reasons
    cross join unnest(generate_series(-{{ slack }}, {{ slack }})) as slack (days)

)

select
    neighbours.distinct_id,
    neighbours.activity_date,
    string_agg(distinct neighbours.reason, ', ' order by neighbours.reason) as reasons
from neighbours
anti join {{ ref('int_product_events__days_to_rebuild') }} as days on neighbours.activity_date = days.activity_date
where neighbours.activity_date <= {{ as_of_date() }}
group by neighbours.distinct_id, neighbours.activity_date
