-- Messages to a facility by the month of sending, and what came of them.
with messages as (

    select
        facility_id,
        {{ month_of('sent_at') }} as month,
        count(*) as total_outreach,
        count(*) filter (where lead_id is null) as outreach_without_lead,
        count(*) filter (where is_answered) as total_responses,
        count(*) filter (where is_converted) as total_conversions,
        avg({{ exact(elapsed_hours('sent_at', 'responded_at')) }}) as avg_response_hours
    from {{ ref('int_crm__outreach') }}
    group by facility_id, {{ month_of('sent_at') }}

)

select
    spine.facility_id,
    spine.facility_name,
    spine.month,
    coalesce(messages.total_outreach, 0) as total_outreach,
    coalesce(messages.outreach_without_lead, 0) as outreach_without_lead,
    coalesce(messages.total_responses, 0) as total_responses,
    coalesce(messages.total_conversions, 0) as total_conversions,
    {{ percentage('messages.total_responses', 'messages.total_outreach') }} as response_rate_pct,
    {{ percentage('messages.total_conversions', 'messages.total_outreach') }} as conversion_rate_pct,
    messages.avg_response_hours
from {{ ref('int_crm__facility_months') }} as spine
left join messages
    on
        spine.facility_id = messages.facility_id
        and spine.month = messages.month
order by spine.facility_id, spine.month
