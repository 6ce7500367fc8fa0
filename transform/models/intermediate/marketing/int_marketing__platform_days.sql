-- What each campaign of each platform cost on a day, and what the platform says came of it; reactions, comments and
-- shares are null where there is nothing to react to.
{%- set conversion_actions = "'" ~ var('facebook_conversion_actions') | join("', '") ~ "'" %}
with facebook as (

    select
        platform_campaign_id,
        ad_date,
        cost_usd,
        impressions,
        clicks,
        0 as conversions,
        0 as reactions,
        0 as comments,
        0 as shares
    from {{ ref('stg_facebook_ads__campaign_days') }}

    union all

    select
        platform_campaign_id,
        ad_date,
        0 as cost_usd,
        0 as impressions,
        0 as clicks,
        case when action_type in ({{ conversion_actions }}) then action_count else 0 end as conversions,
        case when action_type = 'post_reaction' then action_count else 0 end as reactions,
        case when action_type = 'comment' then action_count else 0 end as comments,
        case when action_type = 'post' then action_count else 0 end as shares
    from {{ ref('stg_facebook_ads__campaign_actions') }}

),

all_platforms as (

    select
        'google' as platform,
        platform_campaign_id,
        ad_date,
        cost_usd,
        impressions,
        clicks,
        conversions,
        cast(null as bigint) as reactions,
        cast(null as bigint) as comments,
        cast(null as bigint) as shares
    from {{ ref('stg_google_ads__campaign_days') }}

    union all

    select
        'facebook' as platform,
        platform_campaign_id,
        ad_date,
        cost_usd,
        impressions,
        clicks,
        conversions,
        reactions,
        comments,
        shares
    from facebook

    union all

    select
        'linkedin' as platform,
        platform_campaign_id,
        ad_date,
        cost_usd,
        impressions,
        clicks,
        conversions,
        reactions,
        comments,
        shares
    from {{ ref('stg_linkedin_ads__campaign_days') }}

    union all

    select
        'other' as platform,
        platform_campaign_id,
        cost_date as ad_date,
        cost_usd,
        0 as impressions,
        0 as clicks,
        0 as conversions,
        null as reactions,
        null as comments,
        null as shares
    from {{ ref('stg_marketing__programme_costs') }}

)

select
    platform,
    {{ campaign_key('platform', 'platform_campaign_id') }} as campaign_id,
    platform_campaign_id,
    ad_date,
    cast(sum(cost_usd) as decimal(18, 6)) as cost_usd,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(conversions) as decimal(18, 10)) as conversions,
    cast(sum(reactions) as bigint) as reactions,
    cast(sum(comments) as bigint) as comments,
    cast(sum(shares) as bigint) as shares
from all_platforms
group by platform, platform_campaign_id, ad_date
