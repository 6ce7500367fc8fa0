select
    id as error_id,
    occurred_at,
    cast(occurred_at as date) as occurred_date,
    user_id,
    coalesce(lower(severity), 'error') as severity,
    coalesce(is_crash, false) as is_crash,
    feature as feature_id
from {{ ref('base_errors__error_events') }}
where row_outcome = 'loaded'
