-- Every event of note in a customer's life, from every source.
with events as (

    {% for topic in ['contract', 'people', 'support', 'surveys', 'product', 'scores'] %}
    select
        *,
        '{{ topic }}' as topic
    from {{ ref('int_timeline__' ~ topic) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    events.kind || ':' || events.source_row_id as timeline_id,
    events.customer_id,
    events.occurred_at,
    cast(events.occurred_at as date) as event_date,
    events.topic,
    events.kind,
    events.facts,
    events.source_table,
    events.source_row_id
from events
inner join {{ ref('stg_app__organizations') }} as organizations on events.customer_id = organizations.org_id
where events.occurred_at <= {{ as_of_at() }}
order by events.customer_id, events.occurred_at, events.kind
