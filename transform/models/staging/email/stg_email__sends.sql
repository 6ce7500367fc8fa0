select
    message_id,
    lower(recipient) as recipient,
    contact_id,
    campaign_id as platform_campaign_id,
    sent_at
from {{ ref('base_email__sends') }}
where row_outcome = 'loaded'
