select
    pipeline_id,
    label as pipeline_name
from {{ ref('base_hubspot__ticket_pipeline') }}
where row_outcome = 'loaded'
