select
    experiment_id,
    lower(arm) as arm,
    coalesce(is_control, lower(arm) = 'control') as is_control,
    coalesce(subjects, 0) as subjects,
    coalesce(conversions, 0) as conversions
from {{ ref('base_experiments__arms') }}
where row_outcome = 'loaded'
