select
    id as ticket_id,
    organization_id as zendesk_organization_id,
    requester_id,
    assignee_id,
    subject,
    {{ ticket_priority('priority') }} as priority,
    {{ ticket_status('status') }} as status,
    lower(type) as ticket_type,
    lower(via_channel) as channel,
    created_at,
    updated_at
from {{ ref('base_zendesk__ticket') }}
where row_outcome = 'loaded'
