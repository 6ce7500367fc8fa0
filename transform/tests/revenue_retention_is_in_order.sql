-- Identities 9 and 13, per day: what is kept without growth is at most what is kept with it and what was there; the gains
-- of a day outweigh its losses exactly when revenue grew.
{{ config(tags=['revenue']) }}
with days as (

    select
        metric_date,
        sum(mrr_365d_ago_usd) as mrr_365d_ago_usd,
        sum(case when mrr_365d_ago_usd > 0 then mrr_usd else 0 end) as retained_usd,
        sum(least(mrr_usd, mrr_365d_ago_usd)) as kept_usd,
        sum(new_mrr_usd + expansion_mrr_usd + reactivation_mrr_usd) as gained_usd,
        sum(contraction_mrr_usd + churned_mrr_usd) as given_up_usd,
        sum(mrr_usd - opening_mrr_usd) as grown_usd
    from {{ ref('revenue_days') }}
    group by metric_date

)

select *
from days
where
    kept_usd > retained_usd
    or kept_usd > mrr_365d_ago_usd
    or (gained_usd > given_up_usd) != (grown_usd > 0)
