select
    id as user_id,
    employee_number,
    name as user_name,
    lower(email) as email,
    title as job_title,
    lower(department) as department,
    lower(division) as region,
    coalesce(is_active, true) as is_active
from {{ ref('base_salesforce__user') }}
where row_outcome = 'loaded'
