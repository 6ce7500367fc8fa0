select
    pipeline_id,
    label as pipeline_name,
    coalesce(active, true) as is_active
from {{ ref('base_hubspot__deal_pipeline') }}
where
    row_outcome = 'loaded'
    and not coalesce(_fivetran_deleted, false)
