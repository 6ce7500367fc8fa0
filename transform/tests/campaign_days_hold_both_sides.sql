{{ config(tags=['marketing']) }}

-- Identities 57 to 59 per day: campaigns cost what the platforms bill, platform by platform; they brought what touchpoints
-- of won deals are credited with, with a campaign or without; the qualified and the created leads are all there. Nobody
-- clicked more often than an ad was shown. Returns the days and figures that differ.
with told as (

    select
        metric_date,
        sum(cost_usd) as cost_usd,
        sum(google_cost_usd) as google_cost_usd,
        sum(facebook_cost_usd) as facebook_cost_usd,
        sum(linkedin_cost_usd) as linkedin_cost_usd,
        sum(cost_usd - google_cost_usd - facebook_cost_usd - linkedin_cost_usd) as other_cost_usd,
        sum(linear_revenue_usd) as linear_revenue_usd,
        sum(return_usd) as return_usd,
        sum(mqls) as mqls,
        sum(leads_created) as leads_created
    from {{ ref('campaign_days') }}
    group by metric_date

),

figures as (

    {% for figure in [
        'cost_usd', 'google_cost_usd', 'facebook_cost_usd', 'linkedin_cost_usd', 'other_cost_usd', 'linear_revenue_usd',
        'return_usd', 'mqls', 'leads_created',
    ] %}
    select
        metric_date,
        '{{ figure }}' as figure,
        {{ figure }} as told
    from told
    where {{ figure }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

expected as (

    select
        ad_date as metric_date,
        'cost_usd' as figure,
        sum(cost_usd) as expected
    from {{ ref('int_marketing__platform_days') }}
    group by ad_date

    union all

    select
        ad_date as metric_date,
        platform || '_cost_usd' as figure,
        sum(cost_usd) as expected
    from {{ ref('int_marketing__platform_days') }}
    group by ad_date, platform

    {% for figure, model in [('linear_revenue_usd', 'linear'), ('return_usd', var('attribution_model'))] %}
    union all

    select
        closed_date as metric_date,
        '{{ figure }}' as figure,
        sum(revenue_usd) as expected
    from {{ ref('int_marketing__attribution') }}
    where attribution_model = '{{ model }}'
    group by closed_date

    {% endfor %}
    union all

    select
        mql_date as metric_date,
        'mqls' as figure,
        count(*) as expected
    from {{ ref('int_marketing__leads') }}
    where mql_date is not null
    group by mql_date

    union all

    select
        cast(created_at as date) as metric_date,
        'leads_created' as figure,
        count(*) as expected
    from {{ ref('int_sales__leads') }}
    group by cast(created_at as date)

),

differences as (

    select
        metric_date,
        figure,
        figures.told,
        expected.expected
    from figures
    full outer join expected using (metric_date, figure)
    where
        metric_date <= {{ as_of_date() }}
        and abs(coalesce(figures.told, 0) - coalesce(expected.expected, 0)) > 0.01

),

too_many_clicks as (

    select
        cast(null as date) as metric_date,
        'clicks' as figure,
        cast(sum(clicks) as double) as told,
        cast(sum(impressions) as double) as expected
    from {{ ref('campaign_days') }}
    having sum(clicks) > sum(impressions)

)

select * from differences

union all

select * from too_many_clicks
