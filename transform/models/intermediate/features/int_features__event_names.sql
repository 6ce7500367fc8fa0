-- Which event names are a use of which catalogue feature, and from when: matched once per name. An event may be a use of
-- several features; before its release a feature is not used, whatever happens under its name.
select
    names.event_key,
    names.event_name,
    features.feature_id,
    features.released_date
from {{ ref('stg_product_event_names') }} as names
inner join {{ ref('stg_releases__features') }} as features
    on regexp_matches(lower(names.event_name), features.event_pattern)
