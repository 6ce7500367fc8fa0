-- What reps sent to sites, by channel and month of sending, and what came of it.
with activity as (

    select
        rep_id,
        facility_id,
        channel,
        {{ month_of('sent_at') }} as month,
        count(*) as total_outreach,
        count(*) filter (where lead_id is null) as outreach_without_lead,
        count(*) filter (where is_answered) as total_responses,
        count(*) filter (where is_converted) as total_conversions
    from {{ ref('int_crm__outreach') }}
    group by rep_id, facility_id, channel, {{ month_of('sent_at') }}

),

rates as (

    select
        *,
        {{ percentage('total_responses', 'total_outreach') }} as response_rate_pct,
        {{ percentage('total_conversions', 'total_outreach') }} as conversion_rate_pct
    from activity

)

select
    rates.rep_id,
    rates.facility_id,
    facilities.facility_name,
    rates.channel,
    rates.month,
    rates.total_outreach,
    rates.outreach_without_lead,
    rates.total_responses,
    rates.total_conversions,
    rates.response_rate_pct,
    rates.conversion_rate_pct,
    -- More conversions of what was sent, then more answers, then more sent; the name decides what is left.
    cast(row_number() over (
        partition by rates.rep_id, rates.facility_id, rates.month
        order by rates.conversion_rate_pct desc, rates.response_rate_pct desc, rates.total_outreach desc, rates.channel
    ) as integer) as channel_effectiveness_rank
from rates
left join {{ ref('int_sales__facilities') }} as facilities on rates.facility_id = facilities.facility_id
order by rates.rep_id, rates.facility_id, rates.month, channel_effectiveness_rank
