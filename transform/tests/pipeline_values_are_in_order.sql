-- Identity 44: per rep, weighted <= expected <= total value of the open pipeline, and its qualified part is no more than all.
with pipeline as (

    select
        deals.rep_id,
        sum(coalesce(deals.amount_usd, 0)) as total,
        sum(case when stages.stage != 'lead' then coalesce(deals.amount_usd, 0) else 0 end) as qualified,
        sum(coalesce(deals.amount_usd, 0) * cast(stages.win_probability as decimal(6, 4))) as expected,
        sum(
            coalesce(deals.amount_usd, 0)
            * cast(stages.win_probability as decimal(6, 4))
            * cast(stages.stage_weight as decimal(6, 4))
        ) as weighted
    from {{ ref('int_sales__deal_states') }} as deals
    inner join {{ ref('deal_stages') }} as stages on deals.stage = stages.stage
    where stages.is_open
    group by deals.rep_id

)

select *
from pipeline
where not (weighted <= expected and expected <= total and qualified <= total)
