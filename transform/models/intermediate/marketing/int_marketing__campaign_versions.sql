-- The states of every campaign in time, all platforms alike. A campaign that is known by its cost alone has one state,
-- without name or status, from its first day on.
with all_platforms as (

    {% for platform in ['google', 'facebook', 'linkedin', 'other'] %}
    select
        '{{ platform }}' as platform,
        platform_campaign_id,
        {% if platform == 'google' %}
        case
            when ad_type in ('search', 'shopping', 'performance_max') then 'paid_search'
            when ad_type in ('display', 'video') then ad_type
            else 'other'
        end as channel,
        {% elif platform == 'other' %}
        coalesce(channel, 'other') as channel,
        {% else %}
        'paid_social' as channel,
        {% endif %}
        campaign_name,
        campaign_status,
        start_date,
        end_date,
        daily_budget_usd,
        lifetime_budget_usd,
        changed_at
    from
        {% if platform == 'other' %}
        {{ ref('stg_marketing__programme_versions') }}
        {% else %}
        {{ ref('stg_' ~ platform ~ '_ads__campaign_versions') }}
        {% endif %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

known_by_cost_alone as (

    select
        days.platform,
        days.platform_campaign_id,
        cast(min(days.ad_date) as timestamp) as changed_at
    from {{ ref('int_marketing__platform_days') }} as days
    left join all_platforms as campaigns
        on
            days.platform = campaigns.platform
            and days.platform_campaign_id = campaigns.platform_campaign_id
    where campaigns.platform_campaign_id is null
    group by days.platform, days.platform_campaign_id

),

versions as (

    select * from all_platforms

    union all

    select
        platform,
        platform_campaign_id,
        case platform when 'google' then 'paid_search' when 'other' then 'other' else 'paid_social' end as channel,
        null as campaign_name,
        null as campaign_status,
        null as start_date,
        null as end_date,
        null as daily_budget_usd,
        null as lifetime_budget_usd,
        changed_at
    from known_by_cost_alone

)

select
    {{ campaign_key('platform', 'platform_campaign_id') }} as campaign_id,
    platform,
    platform_campaign_id,
    channel,
    campaign_name,
    campaign_status,
    coalesce(campaign_status in ('active', 'enabled'), false) as is_active,
    start_date,
    end_date,
    daily_budget_usd,
    lifetime_budget_usd,
    changed_at as valid_from,
    coalesce(
        lead(changed_at) over (partition by platform, platform_campaign_id order by changed_at),
        timestamp '9999-12-31'
    ) as valid_to
from versions
