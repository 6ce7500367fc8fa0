select
    id as contact_id,
    account_id,
    owner_id as user_id,
    name as contact_name,
    lower(email) as email,
    title as job_title,
    lower(contact_type_c) as contact_type,
    coalesce(no_longer_at_company_c, false) as has_left_company,
    created_date as created_at,
    last_modified_date as updated_at
from {{ ref('base_salesforce__contact') }}
where
    row_outcome = 'loaded'
    and not coalesce(is_deleted, false)
