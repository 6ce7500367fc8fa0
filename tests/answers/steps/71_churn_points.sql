-- Points of each rule that fires of a customer that pays; who has left has all of them.
with inputs as (

    select *
    from score_days
    inner join usage using (day, org_id)
    inner join support using (day, org_id)
    inner join contracts using (day, org_id)
    where is_active

),

rules as (

    select day, org_id, 'past_due' as component, case when is_past_due then 25 else 0 end as points
    from inputs
    union all
    select day, org_id, 'no_recent_activity', case when events_14d = 0 then 25 else 0 end
    from inputs
    union all
    select day, org_id, 'usage_drop', case when events_prior_30d > 0 and events_30d <= 0.7 * events_prior_30d then 15 else 0 end
    from inputs
    union all
    select day, org_id, 'term_ending', case when days_to_term_end between 1 and 60 then 15 else 0 end
    from inputs
    union all
    select day, org_id, 'late_tickets', case when late_tickets > 0 then 10 else 0 end
    from inputs
    union all
    select day, org_id, 'detractor', case when latest_nps_180d <= 6 then 10 else 0 end
    from inputs

)

select * from rules

union all

select day, org_id, 'cap', least(0, 99 - sum(points))
from rules
group by day, org_id

union all

select day, org_id, 'lost', 100
from score_days
where not is_active
