-- The event that sent a message is the message; later events of it name that event.
select
    id as email_event_id,
    lower(type) as email_event_type,
    coalesce(sent_by_id, id) as message_id,
    lower(recipient) as recipient,
    email_campaign_id as platform_campaign_id,
    created as happened_at,
    coalesce(filtered_event, false) as is_filtered
from {{ ref('base_hubspot__email_event') }}
where row_outcome = 'loaded'
