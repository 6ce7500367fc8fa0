select
    id as product_id,
    name as product_name,
    created as created_at
from {{ ref('base_stripe__product') }}
where row_outcome = 'loaded'
