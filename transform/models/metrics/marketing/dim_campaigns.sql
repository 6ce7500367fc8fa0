-- One row per campaign, as of today. Touchpoints without a campaign that a platform knows share one row per platform and
-- channel, so that each has a channel and the campaigns together are the total.
with campaigns as (

    select
        campaign_id,
        coalesce(campaign_name, platform_campaign_id) as campaign_name,
        channel,
        platform
    from {{ ref('int_marketing__campaign_versions') }}
    where valid_to = timestamp '9999-12-31'

),

without_campaign as (

    select
        platform,
        channel
    from {{ ref('int_marketing__touchpoints') }}
    where campaign_id is null or campaign_id not in (select campaign_id from campaigns)

    union

    -- An e-mail of no campaign is no touchpoint, but it has a channel too.
    select
        'other' as platform,
        'email' as channel

)

select * from campaigns

union all

select
    'none:' || platform || ':' || channel as campaign_id,
    'No campaign (' || channel || case when platform = 'other' then '' else ', ' || platform end || ')' as campaign_name,
    channel,
    platform
from without_campaign
