select
    release_id,
    feature_id,
    released_at,
    version,
    notes
from {{ ref('base_releases__releases') }}
where row_outcome = 'loaded'
