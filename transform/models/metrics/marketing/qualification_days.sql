-- Leads that first qualified in the last 30 days and in the 30 days before them, per day. A group that ever had one has a
-- row for each day since, so that the last day of a period is there for every choice of groups.
with qualified as (

    select
        campaigns.channel,
        leads.segment,
        leads.region,
        leads.metric_date,
        count(*) as mqls
    from {{ ref('qualified_leads') }} as leads
    left join {{ ref('dim_campaigns') }} as campaigns on leads.campaign_id = campaigns.campaign_id
    group by campaigns.channel, leads.segment, leads.region, leads.metric_date

),

days as (

    select
        channel,
        segment,
        region,
        cast(unnest(generate_series(
            cast(min(metric_date) as timestamp), cast({{ as_of_date() }} as timestamp), interval 1 day
        )) as date) as metric_date
    from qualified
    group by channel, segment, region

)

select
    days.channel,
    days.segment,
    days.region,
    days.metric_date,
    cast(coalesce(sum(qualified.mqls) over last_30_days, 0) as bigint) as mqls_30d,
    cast(coalesce(sum(qualified.mqls) over the_30_before, 0) as bigint) as mqls_prior_30d
from days
left join qualified
    on
        days.metric_date = qualified.metric_date
        and days.channel is not distinct from qualified.channel
        and days.segment is not distinct from qualified.segment
        and days.region is not distinct from qualified.region
window
    last_30_days as (
        partition by days.channel, days.segment, days.region
        order by days.metric_date rows between 29 preceding and current row
    ),
    the_30_before as (
        partition by days.channel, days.segment, days.region
        order by days.metric_date rows between 59 preceding and 30 preceding
    )
