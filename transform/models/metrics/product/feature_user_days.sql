{{ config(materialized='view') }}

-- Every person active in the last 30 days beside every released feature, and who of them used it: so that each feature is
-- told among all active people. A view, since it has a row per person, feature and day.
with active_users as (

    select distinct
        user_key,
        org_id,
        metric_date,
        platform
    from {{ ref('user_activity_windows') }}
    where is_active_30d

    union all

    select
        cast(null as bigint) as user_key,
        org_id,
        metric_date,
        'other' as platform
    from {{ ref('int_organizations__daily') }}

)

select
    active_users.org_id,
    active_users.metric_date,
    active_users.platform,
    features.feature_id,
    {{ null_without(['releases.features'], 'active_users.user_key') }} as active_user_key,
    cast(null as bigint) as using_user_key
from active_users
left join {{ ref('dim_features') }} as features on active_users.metric_date >= features.released_date

union all

select
    org_id,
    metric_date,
    platform,
    feature_id,
    cast(null as bigint) as active_user_key,
    user_key as using_user_key
from {{ ref('user_activity_windows') }}
where
    is_active_30d
    and feature_id is not null
