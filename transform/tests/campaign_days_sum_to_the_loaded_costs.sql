-- What the platforms' raw tables bill per platform is what campaigns cost over all days, and the platforms together are
-- the total; nobody clicked more often than an ad was shown. Returns the platforms that differ.
{%- set as_of_day = as_of_date() %}
with loaded as (

    select
        'google' as platform,
        sum(cast(cost_micros as decimal(38, 0))) / 1000000.0 as cost_usd,
        sum(clicks) as clicks
    from {{ ref('base_google_ads__campaign_stats') }}
    where row_outcome = 'loaded' and date <= {{ as_of_day }}

    union all

    select
        'facebook' as platform,
        sum(cast(spend as decimal(18, 6))) as cost_usd,
        sum(inline_link_clicks) as clicks
    from {{ ref('base_facebook_ads__basic_campaign') }}
    where row_outcome = 'loaded' and date <= {{ as_of_day }}

    union all

    select
        'linkedin' as platform,
        sum(cast(cost_in_usd as decimal(18, 6))) as cost_usd,
        sum(clicks) as clicks
    from {{ ref('base_linkedin_ads__ad_analytics_by_campaign') }}
    where row_outcome = 'loaded' and day <= {{ as_of_day }}

    union all

    select
        'other' as platform,
        sum(cast(amount_usd as decimal(18, 6))) as cost_usd,
        0 as clicks
    from {{ ref('base_marketing__programme_costs') }}
    where row_outcome = 'loaded' and date <= {{ as_of_day }}

),

with_total as (

    select * from loaded

    union all

    select
        'total' as platform,
        sum(cost_usd) as cost_usd,
        sum(clicks) as clicks
    from loaded

),

told as (

    select
        case when grouping(platform) = 1 then 'total' else platform end as platform,
        sum(cost_usd) as cost_usd,
        sum(clicks) as clicks,
        sum(impressions) as impressions
    from {{ ref('entity_campaigns_daily') }}
    group by rollup (platform)

)

select
    platform,
    with_total.cost_usd as loaded_cost_usd,
    told.cost_usd as told_cost_usd,
    told.clicks,
    told.impressions
from with_total
full outer join told using (platform)
where
    abs(coalesce(with_total.cost_usd, 0) - coalesce(told.cost_usd, 0)) > 0.01
    or coalesce(with_total.clicks, 0) != coalesce(told.clicks, 0)
    or told.clicks > told.impressions
