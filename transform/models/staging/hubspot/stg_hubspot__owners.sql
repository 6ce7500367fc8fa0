select
    owner_id,
    nullif(concat_ws(' ', first_name, last_name), '') as owner_name,
    lower(email) as email,
    created_at
from {{ ref('base_hubspot__owner') }}
where row_outcome = 'loaded'
