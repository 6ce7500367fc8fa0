-- Each touchpoint of the 90 days up to a won deal, with an equal share of the deal's amount.
select
    deals.deal_id,
    cast(deals.closed_at as date) as day,
    touches.platform,
    touches.channel,
    deals.amount / count(*) over (partition by deals.deal_id) as revenue
from deals
inner join touches
    on touches.lead_id = deals.lead_id
    and touches.touched_at <= deals.closed_at
    and touches.touched_at >= deals.closed_at - interval 90 day
where deals.outcome = 'won'
