{{ config(tags=['product']) }}

-- Power users are among the people active in the 30 days, for each customer and each day on which single customers are
-- told of.
with active_users as (

    select distinct
        user_key,
        org_id,
        metric_date
    from {{ ref('user_activity_windows') }}
    where
        is_active_30d
        and metric_date >= {{ as_of_date() }} - {{ var('metric_entity_days') - 1 }}

)

select power_users.*
from {{ ref('power_user_days') }} as power_users
anti join active_users
    on
        power_users.power_user_key = active_users.user_key
        and power_users.org_id = active_users.org_id
        and power_users.metric_date = active_users.metric_date
where
    power_users.power_user_key is not null
    and power_users.metric_date >= {{ as_of_date() }} - {{ var('metric_entity_days') - 1 }}
