select
    ticket_id,
    lower(field_name) as field_name,
    updated as changed_at,
    value as new_value,
    user_id as changed_by
from {{ ref('base_zendesk__ticket_field_history') }}
where row_outcome = 'loaded'
