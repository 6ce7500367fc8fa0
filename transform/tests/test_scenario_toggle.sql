-- The macro scenario_toggle by hand: the first value only where the scenario is on and the row says so.
{{ config(tags=['kpi']) }}
with flags as (

    select *
    from (values ('yes', true, 1, 0), ('no', false, 0, 0), ('unknown', null, 0, 0)) as t (what, flag, wanted_on, wanted_off)

)

select *
from flags
where
    {{ scenario_toggle('flag', true, '1', '0') }} != wanted_on
    or {{ scenario_toggle('flag', false, '1', '0') }} != wanted_off
