-- Who pays, or has ever paid, at the end of the days on which scores are worked out by hand.
select
    days.day,
    days.customer_id as org_id,
    days.mrr,
    days.mrr > 0 as is_active,
    firsts.first_paid_on
from customer_mrr as days
inner join (
    select customer_id, min(day) as first_paid_on from customer_mrr where mrr > 0 group by customer_id
) as firsts
    on days.customer_id = firsts.customer_id and days.day >= firsts.first_paid_on
where days.day in ('2025-05-31', '2025-06-30', '2025-07-08', '2025-07-31')
