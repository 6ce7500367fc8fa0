-- Touchpoints and e-mails per campaign and day; an e-mail counts on the day of its delivery.
with moments as (

    select
        campaign_id,
        cast(touched_at as date) as metric_date,
        1 as touches,
        0 as emails_delivered,
        0 as emails_opened,
        0 as emails_clicked
    from {{ ref('int_marketing__touchpoints') }}

    union all

    select
        campaign_id,
        delivered_date as metric_date,
        0 as touches,
        1 as emails_delivered,
        case when is_opened then 1 else 0 end as emails_opened,
        case when is_clicked then 1 else 0 end as emails_clicked
    from {{ ref('int_marketing__emails') }}
    where is_delivered

)

select
    campaign_id,
    metric_date,
    cast(sum(touches) as bigint) as touches,
    cast(sum(emails_delivered) as bigint) as emails_delivered,
    cast(sum(emails_opened) as bigint) as emails_opened,
    cast(sum(emails_clicked) as bigint) as emails_clicked
from moments
where
    campaign_id in (select campaign_id from {{ ref('int_marketing__campaign_versions') }})
    and metric_date <= {{ as_of_date() }}
group by campaign_id, metric_date
