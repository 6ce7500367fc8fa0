-- One row per message and recipient: when it was sent and delivered, first opened, first clicked. What HubSpot takes for
-- a scanner's doing is no open and no click; a click without an open (no pictures) counts as a click alone.
with events as (

    select 'email' as source, message_id, recipient, 'sent' as event_type, sent_at as happened_at
    from {{ ref('stg_email__sends') }}
    union all
    select 'email' as source, message_id, recipient, 'delivered' as event_type, delivered_at as happened_at
    from {{ ref('stg_email__deliveries') }}
    union all
    select 'email' as source, message_id, recipient, 'open' as event_type, opened_at as happened_at
    from {{ ref('stg_email__opens') }}
    union all
    select 'email' as source, message_id, recipient, 'click' as event_type, clicked_at as happened_at
    from {{ ref('stg_email__clicks') }}
    union all
    select 'hubspot' as source, message_id, recipient, email_event_type as event_type, happened_at
    from {{ ref('stg_hubspot__email_events') }}
    where not is_filtered

),

pairs as (

    select
        source,
        message_id,
        recipient,
        min(case when event_type = 'sent' then happened_at end) as sent_at,
        min(case when event_type = 'delivered' then happened_at end) as delivered_at,
        min(case when event_type = 'open' then happened_at end) as first_opened_at,
        min(case when event_type = 'click' then happened_at end) as first_clicked_at,
        count(case when event_type = 'open' then 1 end) as open_count,
        count(case when event_type = 'click' then 1 end) as click_count
    from events
    group by source, message_id, recipient

),

campaigns as (

    select
        source,
        message_id,
        min(platform_campaign_id) as platform_campaign_id
    from (

        select
            'email' as source,
            message_id,
            platform_campaign_id
        from {{ ref('stg_email__sends') }}

        union all

        select
            'hubspot' as source,
            message_id,
            platform_campaign_id
        from {{ ref('stg_hubspot__email_events') }}

    ) as told
    group by source, message_id

)

select
    pairs.*,
    cast(pairs.delivered_at as date) as delivered_date,
    {{ campaign_key("'other'", 'campaigns.platform_campaign_id') }} as campaign_id,
    sends.contact_id,
    contacts.lead_id,
    pairs.delivered_at is not null as is_delivered,
    pairs.delivered_at is not null and pairs.first_opened_at is not null as is_opened,
    pairs.delivered_at is not null and pairs.first_clicked_at is not null as is_clicked
from pairs
left join campaigns
    on
        pairs.source = campaigns.source
        and pairs.message_id = campaigns.message_id
left join {{ ref('stg_email__sends') }} as sends
    on
        pairs.source = 'email'
        and pairs.message_id = sends.message_id
        and pairs.recipient = sends.recipient
left join {{ ref('int_marketing__contact_leads') }} as contacts on sends.contact_id = contacts.contact_id
