select
    ticket_id,
    lower(name) as property_name,
    timestamp_instant as changed_at,
    value as new_value,
    source as changed_by
from {{ ref('base_hubspot__ticket_property_history') }}
where row_outcome = 'loaded'
