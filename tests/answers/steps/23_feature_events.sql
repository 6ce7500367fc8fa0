-- Which names of events are a use of which feature: one may be a use of several.
select
    names.event,
    features.feature_id,
    features.released_on
from (select distinct event from events) as names
inner join features on regexp_matches(lower(names.event), features.event_pattern)
