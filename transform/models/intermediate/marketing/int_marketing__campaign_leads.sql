-- Leads and qualified leads per campaign and day; the campaign is that of the lead's first touchpoint.
with lead_creations as (

    select
        lead_id,
        cast(min(lead_created_at) as date) as lead_created_date
    from {{ ref('int_sales__deals') }}
    where lead_id is not null
    group by lead_id

),

moments as (

    select
        leads.first_touch_campaign_id as campaign_id,
        lead_creations.lead_created_date as metric_date,
        1 as leads_created,
        0 as mqls
    from {{ ref('int_marketing__leads') }} as leads
    inner join lead_creations on leads.lead_id = lead_creations.lead_id

    union all

    select
        first_touch_campaign_id as campaign_id,
        mql_date as metric_date,
        0 as leads_created,
        1 as mqls
    from {{ ref('int_marketing__leads') }}
    where mql_date is not null

)

select
    campaign_id,
    metric_date,
    cast(sum(leads_created) as bigint) as leads_created,
    cast(sum(mqls) as bigint) as mqls
from moments
where
    campaign_id in (select campaign_id from {{ ref('int_marketing__campaign_versions') }})
    and metric_date <= {{ as_of_date() }}
group by campaign_id, metric_date
