select
    id as experiment_id,
    coalesce(name, id) as experiment_name,
    feature as feature_id,
    started_at,
    -- A conclusion after the as-of has not come yet.
    case when concluded_at < {{ as_of_date() }} + interval 1 day then concluded_at end as concluded_at
from {{ ref('base_experiments__experiments') }}
where row_outcome = 'loaded'
