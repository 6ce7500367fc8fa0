select
    id as contact_id,
    coalesce(no_longer_at_company_c, false) as has_left_company,
    _fivetran_start as valid_from
from {{ ref('base_salesforce__contact_history') }}
where row_outcome = 'loaded'
