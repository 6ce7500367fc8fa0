-- One row per lead that the CRM or marketing knows: what it is told by, what touched it first, when it qualified and what
-- became of it by the as-of date. A lead that the CRM does not know came when marketing first saw it.
with wins as (

    select
        lead_id,
        max(closed_at) as last_won_at
    from {{ ref('int_sales__deals') }}
    where
        stage = 'won'
        and cast(closed_at as date) <= {{ as_of_date() }}
    group by lead_id

)

select
    coalesce(leads.lead_id, touched.lead_id) as lead_id,
    case
        when touched.first_touchpoint_id is not null
            then coalesce(
                campaigns.campaign_id, 'none:' || touched.first_touch_platform || ':' || touched.first_touch_channel
            )
    end as campaign_id,
    leads.segment,
    leads.industry,
    leads.region,
    cast(date_trunc('month', coalesce(
        leads.created_at,
        least(coalesce(touched.first_touched_at, touched.mql_at), coalesce(touched.mql_at, touched.first_touched_at))
    )) as date) as cohort_month,
    cast(leads.created_at as date) as created_date,
    touched.first_touched_at,
    touched.mql_at,
    {{ exact('touched.mql_score') }} as mql_score,
    {{ null_without(['crm.leads'], 'coalesce(leads.reached_sql, false)', 'boolean') }} as reached_sql,
    wins.last_won_at
from {{ ref('int_sales__leads') }} as leads
full outer join {{ ref('int_marketing__leads') }} as touched on leads.lead_id = touched.lead_id
left join wins on coalesce(leads.lead_id, touched.lead_id) = wins.lead_id
left join {{ ref('dim_campaigns') }} as campaigns on touched.first_touch_campaign_id = campaigns.campaign_id
