-- The macro weighted_forecast by hand: (0.5 x 100 + 1.0 x 300) / 400 = 0.875, a row without a value counting in neither;
-- switched off (0.5 + 1.0) / 2 = 0.75; without rows or weight there is no mean.
{{ config(tags=['kpi']) }}
with deals as (

    select *
    from (values (0.5, 100), (1.0, 300), (null, 1000)) as t (chance, amount)

),

weightless as (

    select *
    from (values (0.5, 0), (1.0, 0)) as t (chance, amount)

),

results as (

    select 'weighted' as what, {{ weighted_forecast('chance', 'amount') }} as got, 0.875 as wanted from deals
    union all
    select 'simple' as what, {{ weighted_forecast('chance', 'amount', false) }} as got, 0.75 as wanted from deals
    union all
    select 'no weight' as what, {{ weighted_forecast('chance', 'amount', true) }} as got, null as wanted from weightless
    union all
    select 'no rows' as what, {{ weighted_forecast('chance', 'amount', false) }} as got, null as wanted from deals where false

)

select *
from results
where got is distinct from wanted
