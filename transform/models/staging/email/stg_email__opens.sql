select
    id as open_id,
    message_id,
    lower(recipient) as recipient,
    opened_at
from {{ ref('base_email__opens') }}
where row_outcome = 'loaded'
