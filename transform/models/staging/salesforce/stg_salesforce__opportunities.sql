select
    id as opportunity_id,
    account_id,
    owner_id as user_id,
    name as opportunity_name,
    lower(type) as opportunity_type,
    lower(stage_name) as stage_name,
    lower(lead_source) as lead_source,
    amount as amount_usd,
    coalesce(is_closed, false) as is_closed,
    coalesce(is_won, false) as is_won,
    cast(close_date as date) as close_date,
    created_date as created_at
from {{ ref('base_salesforce__opportunity') }}
where
    row_outcome = 'loaded'
    and not coalesce(is_deleted, false)
