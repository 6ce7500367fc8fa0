select
    rep_id,
    month as quota_month,
    quota_amount as quota_usd
from {{ ref('base_quotas__rep_quotas') }}
where row_outcome = 'loaded'
