-- How engaged everybody who is enabled at the end of the day was in the 30 days before; who did nothing has none of it.
with enabled as (

    select
        days.day,
        memberships.org_id,
        memberships.user_id
    from (select distinct day from score_days) as days
    inner join memberships
        on
            memberships.created_at < days.day + 1
            and coalesce(memberships.deactivated_at >= days.day + 1, true)

)

select
    enabled.*,
    (
        select count(distinct events.day)
        from events
        where
            events.user_id = enabled.user_id
            and events.org_id = enabled.org_id
            and events.day between enabled.day - 29 and enabled.day
    ) as active_days,
    (
        select count(distinct feature_uses.feature_id)
        from feature_uses
        where
            feature_uses.user_id = enabled.user_id
            and feature_uses.org_id = enabled.org_id
            and feature_uses.day between enabled.day - 29 and enabled.day
    ) as features,
    (
        select count(*)
        from sessions
        where
            sessions.user_id = enabled.user_id
            and sessions.org_id = enabled.org_id
            and sessions.day between enabled.day - 29 and enabled.day
    ) as sessions
from enabled
