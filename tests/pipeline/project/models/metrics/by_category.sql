select
    coalesce(words.category, 'Other') as category,
    count(*) as event_count
from {{ ref('stg_events') }} as events
left join {{ ref('words') }} as words using (event)
where events.activity_date <= date '{{ var("as_of_date") }}'
group by 1
