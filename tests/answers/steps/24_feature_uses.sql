-- User events that are a use of a feature: what happens before its release is none.
select
    feature_events.feature_id,
    events.org_id,
    events.user_id,
    events.day
from events
inner join feature_events using (event)
where events.is_user_event and events.day >= feature_events.released_on
