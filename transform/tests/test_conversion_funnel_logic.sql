-- Every cohort has the four stages once; no stage counts more than the one before; the rates of the stages multiply to the
-- share of the leads that were won (identities 45 and 47).
{{ config(tags=['kpi']) }}
with cohorts as (

    select
        facility_id,
        rep_id,
        month,
        count(*) as stages,
        count(distinct funnel_stage) as distinct_stages,
        max(stage_count) filter (where funnel_stage = 'lead') as leads,
        max(stage_count) filter (where funnel_stage = 'sql') as sqls,
        max(stage_count) filter (where funnel_stage = 'opportunity') as opportunities,
        max(stage_count) filter (where funnel_stage = 'won') as won,
        max(share_of_leads_pct) filter (where funnel_stage = 'won') as won_pct,
        -- A stage after an empty one has no rate: nobody could convert.
        product(coalesce(conversion_rate_pct, 0) / 100) filter (where funnel_stage != 'lead') as product_of_rates
    from {{ ref('conversion_funnel') }}
    group by facility_id, rep_id, month

)

select *
from cohorts
where
    stages != 4
    or distinct_stages != 4
    or leads < sqls
    or sqls < opportunities
    or opportunities < won
    or abs(won_pct - 100 * product_of_rates) > 1e-9
