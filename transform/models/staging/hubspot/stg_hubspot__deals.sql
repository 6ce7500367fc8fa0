select
    deal_id,
    deal_pipeline_id as pipeline_id,
    deal_pipeline_stage_id as stage_id,
    owner_id,
    property_dealname as deal_name,
    property_amount as amount_usd,
    property_createdate as created_at,
    property_closedate as close_at
from {{ ref('base_hubspot__deal') }}
where
    row_outcome = 'loaded'
    and not coalesce(is_deleted, false)
