-- Features that a customer used on at least two days of the last 30.
select
    score_days.day,
    score_days.org_id,
    feature_uses.feature_id
from score_days
inner join feature_uses
    on
        score_days.org_id = feature_uses.org_id
        and feature_uses.day between score_days.day - 29 and score_days.day
group by score_days.day, score_days.org_id, feature_uses.feature_id
having count(distinct feature_uses.day) >= 2
