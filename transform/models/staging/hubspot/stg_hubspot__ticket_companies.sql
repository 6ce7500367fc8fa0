select distinct
    ticket_id,
    company_id
from {{ ref('base_hubspot__ticket_company') }}
where row_outcome = 'loaded'
