-- Kept checks and satisfied answers of the last 90 days, late tickets, and what was answered last when asked whether one
-- would recommend us.
select
    score_days.day,
    score_days.org_id,
    (
        select avg(cast(is_met as integer))
        from sla_checks
        where sla_checks.org_id = score_days.org_id and sla_checks.day between score_days.day - 89 and score_days.day
    ) as share_met,
    (
        select avg(cast(score >= 4 as integer))
        from survey_answers as answers
        where
            survey_type = 'csat'
            and answers.org_id = score_days.org_id
            and answers.day between score_days.day - 89 and score_days.day
    ) as share_satisfied,
    (
        select count(*)
        from late_tickets
        where late_tickets.org_id = score_days.org_id and late_tickets.day = score_days.day
    ) as late_tickets,
    (
        select arg_max(score, responded_at)
        from survey_answers as answers
        where
            survey_type = 'nps'
            and answers.org_id = score_days.org_id
            and answers.day between score_days.day - 179 and score_days.day
    ) as latest_nps_180d,
    (
        select arg_max(score, responded_at)
        from survey_answers as answers
        where
            survey_type = 'nps'
            and answers.org_id = score_days.org_id
            and answers.day between score_days.day - 364 and score_days.day
    ) as latest_nps_365d
from score_days
