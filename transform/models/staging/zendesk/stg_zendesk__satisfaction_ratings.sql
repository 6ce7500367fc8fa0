select
    id as rating_id,
    ticket_id,
    requester_id,
    assignee_id,
    -- The rating with a comment is the same rating.
    split_part(lower(score), '_', 1) as score,
    reason,
    comment as feedback,
    created_at as offered_at,
    case when lower(score) not in ('offered', 'unoffered') then coalesce(updated_at, created_at) end as rated_at
from {{ ref('base_zendesk__satisfaction_rating') }}
where row_outcome = 'loaded'
