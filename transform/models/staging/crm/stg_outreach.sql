select
    id as outreach_id,
    facility_id,
    rep_id,
    lead_id,
    lower(channel) as channel,
    coalesce(response_received, false) as is_answered,
    coalesce(converted, false) as is_converted,
    sent_at,
    responded_at,
    created_at,
    updated_at
from {{ ref('base_crm__outreach') }}
where row_outcome = 'loaded'
