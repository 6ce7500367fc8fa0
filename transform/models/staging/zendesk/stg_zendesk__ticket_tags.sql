select
    ticket_id,
    lower(tag) as tag
from {{ ref('base_zendesk__ticket_tag') }}
where row_outcome = 'loaded'
