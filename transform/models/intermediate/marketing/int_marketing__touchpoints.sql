-- Every touchpoint with its lead, channel, platform and campaign; what it does not say itself its link tells. Only paid
-- links belong to an ad platform.
select
    touchpoints.touchpoint_id,
    coalesce(touchpoints.lead_id, contacts.lead_id) as lead_id,
    touchpoints.contact_id,
    touchpoints.touched_at,
    coalesce(
        touchpoints.channel,
        case when touchpoints.utm_medium is null then 'direct' else coalesce(mediums.channel, 'other') end
    ) as channel,
    coalesce(
        touchpoints.platform, case when mediums.is_paid then sources.platform end, 'other'
    ) as platform,
    {{ campaign_key(
        "coalesce(touchpoints.platform, case when mediums.is_paid then sources.platform end, 'other')",
        'touchpoints.platform_campaign_id',
    ) }} as campaign_id,
    touchpoints.utm_campaign
from {{ ref('stg_hubspot__touchpoints') }} as touchpoints
left join {{ ref('int_marketing__contact_leads') }} as contacts on touchpoints.contact_id = contacts.contact_id
left join {{ ref('traffic_channels') }} as mediums on touchpoints.utm_medium = mediums.utm_medium
left join {{ ref('traffic_platforms') }} as sources on touchpoints.utm_source = sources.utm_source
