select
    id as item_id,
    subscription_id,
    plan_id as price_id,
    coalesce(quantity, 1) as quantity,
    created as created_at,
    _fivetran_start as version_from,
    case when _fivetran_end < timestamp '9999-01-01' then _fivetran_end end as version_until
from {{ ref('base_stripe__subscription_item') }}
where row_outcome = 'loaded'
