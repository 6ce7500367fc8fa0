select
    id as event_id,
    account_id,
    what_id as about_id,
    who_id as contact_id,
    owner_id as user_id,
    lower(coalesce(type, event_subtype)) as event_type,
    coalesce(no_show_c, false) as is_no_show,
    start_date_time as starts_at,
    created_date as created_at
from {{ ref('base_salesforce__event') }}
where
    row_outcome = 'loaded'
    and not coalesce(is_deleted, false)
