select
    id as comment_id,
    ticket_id,
    user_id as author_id,
    coalesce(public, false) as is_public,
    created as created_at
from {{ ref('base_zendesk__ticket_comment') }}
where row_outcome = 'loaded'
