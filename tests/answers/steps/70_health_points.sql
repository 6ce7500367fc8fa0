-- Points of each part of an active customer's health. A part of which nothing is known gives its weight to the others of
-- its group, a group without any to the other groups.
with groups (parent, group_weight) as (

    values ('usage', 30), ('engagement', 25), ('support', 25), ('renewal', 20)

),

engaged as (

    select
        day,
        org_id,
        avg(least(1, active_days / 20)) as active_days,
        avg(least(1, features / 8)) as features,
        avg(least(1, sessions / 20)) as sessions
    from engagement
    group by day, org_id

),

inputs as (

    select
        score_days.day,
        score_days.org_id,
        usage.active_days,
        usage.events_30d,
        usage.events_prior_30d,
        engaged.active_days as engaged_days,
        engaged.features as engaged_features,
        engaged.sessions as engaged_sessions,
        support.share_met,
        support.share_satisfied,
        support.late_tickets,
        contracts.days_to_term_end,
        contracts.is_past_due
    from score_days
    inner join usage using (day, org_id)
    inner join support using (day, org_id)
    inner join contracts using (day, org_id)
    left join engaged using (day, org_id)
    where score_days.is_active

),

parts as (

    select day, org_id, 'usage' as parent, 'usage_active_days' as component, 60 as weight, least(1, active_days / 20) as share
    from inputs
    union all
    select day, org_id, 'usage', 'usage_trend', 40, case
        when events_prior_30d > 0 then least(1, events_30d / events_prior_30d)
        when events_30d > 0 then 1
        else 0
    end
    from inputs
    union all
    select day, org_id, 'engagement', 'engagement_active_days', 40, engaged_days from inputs
    union all
    select day, org_id, 'engagement', 'engagement_features', 30, engaged_features from inputs
    union all
    select day, org_id, 'engagement', 'engagement_sessions', 30, engaged_sessions from inputs
    union all
    select day, org_id, 'support', 'support_sla', 50, share_met from inputs
    union all
    select day, org_id, 'support', 'support_csat', 50, share_satisfied from inputs
    union all
    -- Without a fixed term the end is neither near nor far.
    select day, org_id, 'renewal', 'renewal_term', 100, case
        when days_to_term_end <= 30 then 0.6
        when days_to_term_end > 90 then 1
        else 0.8
    end
    from inputs

),

groups_there as (

    select
        day,
        org_id,
        parent,
        sum(weight) as weight_there,
        100.0 * any_value(group_weight) / sum(any_value(group_weight)) over (partition by day, org_id) as group_points
    from parts
    inner join groups using (parent)
    where share is not null
    group by day, org_id, parent

),

earned as (

    select
        parts.day,
        parts.org_id,
        parts.parent,
        parts.component,
        coalesce(group_points * weight / weight_there * share, 0) as points
    from parts
    left join groups_there using (day, org_id, parent)

),

-- What is taken off: at most what the group has earned.
deducted as (

    select
        inputs.day,
        inputs.org_id,
        parent,
        case parent when 'support' then 'support_late_tickets' else 'renewal_past_due' end as component,
        -coalesce(least(
            sum(points),
            any_value(group_points) / 100 * case parent
                when 'support' then 10 * any_value(late_tickets)
                else 40 * any_value(cast(is_past_due as integer))
            end
        ), 0) as points
    from inputs
    inner join earned using (day, org_id)
    left join groups_there using (day, org_id, parent)
    where parent in ('support', 'renewal')
    group by inputs.day, inputs.org_id, parent

)

select day, org_id, parent, component, cast(points as decimal(18, 9)) as points
from earned

union all

select day, org_id, parent, component, cast(points as decimal(18, 9)) as points
from deducted
