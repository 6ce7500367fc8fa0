-- The life of each ticket as steps in time: its status and its priority from when to when.
with moments as (

    select
        source,
        ticket_id,
        changed_at,
        -- An empty text stands for a priority that was taken away; the last of several words of one moment counts.
        arg_max(coalesce(new_value, ''), (told_at, new_value)) filter (where attribute = 'status') as status,
        arg_max(coalesce(new_value, ''), (told_at, new_value)) filter (where attribute = 'priority') as priority
    from {{ ref('int_support__ticket_changes') }}
    group by source, ticket_id, changed_at

),

states as (

    select
        source,
        ticket_id,
        changed_at as valid_from,
        lead(changed_at) over by_time as valid_to,
        last_value(status ignore nulls) over by_time as status,
        nullif(last_value(priority ignore nulls) over by_time, '') as priority
    from moments
    window by_time as (partition by source, ticket_id order by changed_at)

)

select
    *,
    {{ is_open_ticket('status') }} as is_open
from states
