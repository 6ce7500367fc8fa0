-- One row per outreach message, on the day on which it was sent, with what has come of it.
select
    outreach_id,
    cast(sent_at as date) as metric_date,
    nullif(rep_id, 'unassigned') as rep_id,
    nullif(facility_id, 'unassigned') as facility_id,
    nullif(channel, 'unassigned') as channel,
    cast(coalesce(is_answered, false) as integer) as is_answered,
    cast(coalesce(is_converted, false) as integer) as is_converted
from {{ ref('int_crm__outreach') }}
where cast(sent_at as date) <= {{ as_of_date() }}
