select
    deal_id,
    value as stage_id,
    date_entered as entered_at
from {{ ref('base_hubspot__deal_stage') }}
where row_outcome = 'loaded'
