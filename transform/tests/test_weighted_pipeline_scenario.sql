-- The macro weighted_pipeline_scenario by hand: 1,000 x 0.30 = 300 and x 0.25 = 75; an amount that nobody entered is 0.
{{ config(tags=['kpi']) }}
with deals as (

    select *
    from (values (1000, 0.30, 0.25, 75, 300), (1000, 1, 1, 1000, 1000), (null, 0.30, 0.25, 0, 0), (1000, 0, 0, 0, 0))
        as t (amount, chance, weight, wanted_weighted, wanted_unweighted)

)

select *
from deals
where
    {{ weighted_pipeline_scenario('amount', 'chance', 'weight', true) }} is distinct from wanted_weighted
    or {{ weighted_pipeline_scenario('amount', 'chance', 'weight', false) }} is distinct from wanted_unweighted
