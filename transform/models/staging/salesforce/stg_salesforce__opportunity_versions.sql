select
    id as opportunity_id,
    lower(stage_name) as stage_name,
    amount as amount_usd,
    coalesce(is_closed, false) as is_closed,
    coalesce(is_won, false) as is_won,
    cast(close_date as date) as close_date,
    _fivetran_start as valid_from
from {{ ref('base_salesforce__opportunity_history') }}
where row_outcome = 'loaded'
