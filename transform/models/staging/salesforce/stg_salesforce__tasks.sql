select
    id as task_id,
    account_id,
    what_id as about_id,
    who_id as contact_id,
    owner_id as user_id,
    lower(coalesce(nullif(lower(task_subtype), 'task'), type)) as task_type,
    lower(status) as status,
    cast(activity_date as date) as due_date,
    completed_date_time as completed_at,
    created_date as created_at
from {{ ref('base_salesforce__task') }}
where
    row_outcome = 'loaded'
    and not coalesce(is_deleted, false)
