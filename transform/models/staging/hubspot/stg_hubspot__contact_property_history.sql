select
    contact_id,
    lower(name) as property_name,
    value as property_value,
    timestamp as changed_at
from {{ ref('base_hubspot__contact_property_history') }}
where row_outcome = 'loaded'
