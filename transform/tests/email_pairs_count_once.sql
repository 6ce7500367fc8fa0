-- Each message and recipient is counted once, however often it was delivered, opened or clicked; what was opened or
-- clicked was delivered, so that no rate exceeds 100. Returns the systems that differ.
with delivered as (

    select
        'email' as source,
        count(distinct (message_id, recipient)) as pairs
    from {{ ref('stg_email__deliveries') }}

    union all

    select
        'hubspot' as source,
        count(distinct (message_id, recipient)) as pairs
    from {{ ref('stg_hubspot__email_events') }}
    where email_event_type = 'delivered' and not is_filtered

),

told as (

    select
        source,
        count(case when is_delivered then 1 end) as delivered,
        count(case when is_opened then 1 end) as opened,
        count(case when is_clicked then 1 end) as clicked
    from {{ ref('int_marketing__emails') }}
    group by source

)

select
    delivered.source,
    delivered.pairs,
    told.delivered,
    told.opened,
    told.clicked
from delivered
left join told on delivered.source = told.source
where
    delivered.pairs != coalesce(told.delivered, 0)
    or told.opened > told.delivered
    or told.clicked > told.delivered
