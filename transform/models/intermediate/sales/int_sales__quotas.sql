-- What each rep shall win in each month. A month without a quota has no row.
select
    rep_id,
    cast(date_trunc('month', quota_month) as date) as quota_month,
    cast(sum(quota_usd) as decimal(18, 2)) as quota_usd
from {{ ref('stg_quotas__rep_quotas') }}
where
    rep_id is not null
    and quota_usd is not null
group by rep_id, cast(date_trunc('month', quota_month) as date)
