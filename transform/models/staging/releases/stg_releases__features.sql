select
    feature_id,
    coalesce(name, feature_id) as feature_name,
    coalesce(lower(category), 'other') as feature_category,
    coalesce(is_core, false) as is_core,
    released_on as released_date,
    event_pattern
from {{ ref('base_releases__features') }}
where row_outcome = 'loaded'
