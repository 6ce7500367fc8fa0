-- The spine: one row per campaign and day since there is a trace of it up to the as-of date, in the state of the end of
-- that day, with the budget that was planned for the day. A lifetime budget is spread evenly over the days from start to
-- end; a daily one holds on those of them on which the campaign was active.
with signs_of_life as (

    select
        campaign_id,
        cast(valid_from as date) as metric_date
    from {{ ref('int_marketing__campaign_versions') }}

    {% for model in ['int_marketing__campaign_contacts', 'int_marketing__campaign_leads'] %}
    union all

    select
        campaign_id,
        metric_date
    from {{ ref(model) }}

    {% endfor %}
    union all

    select
        campaign_id,
        ad_date as metric_date
    from {{ ref('int_marketing__platform_days') }}

),

first_days as (

    select
        campaign_id,
        min(metric_date) as first_date
    from signs_of_life
    group by campaign_id

),

days as (

    select
        campaign_id,
        cast(unnest(generate_series(
            cast(first_date as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
        )) as date) as metric_date
    from first_days

),

campaigns as (

    select distinct
        campaign_id,
        platform
    from {{ ref('int_marketing__campaign_versions') }}

)

select
    days.campaign_id,
    days.metric_date,
    campaigns.platform,
    versions.channel,
    versions.campaign_status,
    coalesce(versions.is_active, false) as is_active,
    versions.daily_budget_usd is not null or versions.lifetime_budget_usd is not null as has_budget,
    case
        when days.metric_date < versions.start_date or days.metric_date > versions.end_date then null
        when versions.lifetime_budget_usd is not null then
            cast(
                cast(versions.lifetime_budget_usd as decimal(30, 12))
                / nullif(versions.end_date - versions.start_date + 1, 0) as decimal(18, 6)
            )
        when versions.is_active then cast(versions.daily_budget_usd as decimal(18, 6))
    end as budget_usd
from days
inner join campaigns on days.campaign_id = campaigns.campaign_id
left join {{ ref('int_marketing__campaign_versions') }} as versions
    on
        days.campaign_id = versions.campaign_id
        and cast(days.metric_date as timestamp) + interval 1 day > versions.valid_from
        and cast(days.metric_date as timestamp) + interval 1 day <= versions.valid_to
