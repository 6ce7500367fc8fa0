-- The scores that others build on: health of who pays, the risk that it leaves, the engagement of its people.
select
    score_days.day,
    score_days.org_id,
    score_days.mrr,
    score_days.is_active,
    score_days.first_paid_on,
    health.score as health,
    churn.score as churn_risk,
    engaged.score as engagement
from score_days
left join (
    select day, org_id, round(sum(points), 2) as score from health_points group by day, org_id
) as health using (day, org_id)
left join (
    select day, org_id, sum(points) as score from churn_points group by day, org_id
) as churn using (day, org_id)
left join (
    select
        day,
        org_id,
        -- A part of a score is kept to the millionth.
        round(
            avg(40 * least(1, active_days / 20) + 30 * least(1, features / 8) + 30 * least(1, sessions / 20)), 6
        ) as score
    from engagement
    group by day, org_id
) as engaged using (day, org_id)
