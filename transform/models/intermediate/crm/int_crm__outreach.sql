-- Messages to sites. One that names no facility or rep has those of its lead; an answer after the as-of has not come yet.
select
    outreach.outreach_id,
    {{ or_unassigned('coalesce(outreach.facility_id, leads.facility_id)') }} as facility_id,
    {{ or_unassigned('coalesce(outreach.rep_id, leads.rep_id)') }} as rep_id,
    outreach.lead_id,
    {{ or_unassigned('outreach.channel') }} as channel,
    outreach.is_answered and not {{ is_after_as_of('outreach.responded_at') }} as is_answered,
    outreach.is_converted and not {{ is_after_as_of('outreach.responded_at') }} as is_converted,
    outreach.sent_at,
    case when not {{ is_after_as_of('outreach.responded_at') }} then outreach.responded_at end as responded_at
from {{ ref('stg_outreach') }} as outreach
left join {{ ref('stg_leads') }} as leads on outreach.lead_id = leads.lead_id
