-- How many catalogue features a customer could use on each day.
with days as (

    select distinct metric_date
    from {{ ref('int_organizations__daily') }}

)

select
    days.metric_date,
    count(features.feature_id) as features_released,
    count(features.feature_id) filter (where features.is_core) as core_features_released
from days
left join {{ ref('stg_releases__features') }} as features on days.metric_date >= features.released_date
group by days.metric_date
