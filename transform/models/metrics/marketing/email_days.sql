-- Messages that reached a recipient per day of delivery, by campaign and by what the recipient's lead is told by. Each
-- message and recipient counts once, however often it was opened or clicked.
with deliveries as (

    select
        emails.delivered_date as metric_date,
        coalesce(campaigns.campaign_id, 'none:other:email') as campaign_id,
        leads.segment,
        leads.region,
        emails.is_opened,
        emails.is_clicked
    from {{ ref('int_marketing__emails') }} as emails
    left join {{ ref('dim_campaigns') }} as campaigns on emails.campaign_id = campaigns.campaign_id
    left join {{ ref('int_sales__leads') }} as leads on emails.lead_id = leads.lead_id
    where
        emails.is_delivered
        and emails.delivered_date <= {{ as_of_date() }}

)

select
    metric_date,
    campaign_id,
    segment,
    region,
    count(*) as delivered,
    count(case when is_opened then 1 end) as opened,
    count(case when is_clicked then 1 end) as clicked
from deliveries
group by metric_date, campaign_id, segment, region
