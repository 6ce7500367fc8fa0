-- The catalogue's features, to group and filter by.
select
    feature_id,
    feature_name,
    feature_category,
    is_core,
    released_date
from {{ ref('entity_features') }}
order by feature_id
