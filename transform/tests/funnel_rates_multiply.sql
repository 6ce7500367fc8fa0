-- Identities 45 and 46 per month of creation: the rates of the funnel multiply to the rate of winning and of progressing.
with cohorts as (

    select
        date_trunc('month', created_at) as cohort_month,
        count(*) as leads,
        count(*) filter (where reached_sql) as sqls,
        count(*) filter (where reached_opportunity) as opportunities,
        count(*) filter (where is_won) as won
    from {{ ref('int_sales__lead_states') }}
    group by cohort_month

),

rates as (

    select
        *,
        100.0 * won / leads as lead_to_won,
        100.0 * opportunities / leads as progression,
        100.0 * sqls / leads as lead_to_sql,
        100.0 * opportunities / nullif(sqls, 0) as sql_to_opportunity,
        100.0 * won / nullif(opportunities, 0) as opportunity_to_won
    from cohorts

)

select *
from rates
where
    abs(lead_to_won - lead_to_sql * coalesce(sql_to_opportunity, 0) * coalesce(opportunity_to_won, 0) / 10000) > 1e-9
    or abs(progression - lead_to_sql * coalesce(sql_to_opportunity, 0) / 100) > 1e-9
