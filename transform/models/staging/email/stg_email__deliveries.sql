select
    message_id,
    lower(recipient) as recipient,
    delivered_at
from {{ ref('base_email__deliveries') }}
where row_outcome = 'loaded'
