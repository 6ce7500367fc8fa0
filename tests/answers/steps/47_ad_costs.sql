-- What each campaign of each platform cost on each day. Loaders deliver rows again: the latest of each counts.
select 'google' as platform, id as campaign, date as day, cost_micros / 1e6 as cost
from (
    select distinct on (id, date, ad_network_type, device) *
    from raw_google_ads.campaign_stats
    where id is not null
    order by id, date, ad_network_type, device, _fivetran_synced desc
)

union all

select 'facebook' as platform, campaign_id as campaign, date as day, spend as cost
from (
    select distinct on (campaign_id, date) *
    from raw_facebook_ads.basic_campaign
    where campaign_id is not null
    order by campaign_id, date, _fivetran_synced desc
)

union all

select 'linkedin' as platform, campaign_id as campaign, cast(day as date) as day, cost_in_usd as cost
from (
    select distinct on (campaign_id, day) *
    from raw_linkedin_ads.ad_analytics_by_campaign
    where campaign_id is not null
    order by campaign_id, day, _fivetran_synced desc
)

union all

-- Money that comes back is no cost of a programme: negative amounts are put aside.
select 'other' as platform, programme_id as campaign, date as day, amount_usd as cost
from (
    select distinct on (id) *
    from raw_marketing.programme_costs
    where id is not null and amount_usd >= 0
    order by id, _airbyte_extracted_at desc
)
