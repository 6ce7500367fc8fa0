select
    id as click_id,
    message_id,
    lower(recipient) as recipient,
    url,
    clicked_at
from {{ ref('base_email__clicks') }}
where row_outcome = 'loaded'
