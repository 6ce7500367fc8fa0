{{ config(materialized='view') }}

-- What the product brought a customer: features released while it was one, and days on which it crashed on its users.
with customers as (

    select
        org_id,
        min(metric_date) filter (where is_active_customer) as first_active_date,
        max(metric_date) filter (where is_active_customer) as last_active_date
    from {{ ref('int_organizations__daily') }}
    group by org_id

),

crashes as (

    select
        users.org_id,
        errors.occurred_date,
        count(*) as crash_count,
        count(distinct errors.user_id) as user_count
    from {{ ref('stg_errors__error_events') }} as errors
    inner join {{ ref('user_org_mapping') }} as users
        on
            errors.user_id = users.user_id
            and users.is_primary
    where errors.is_crash
    group by users.org_id, errors.occurred_date

)

select
    {{ timeline_row(
        'customers.org_id', 'features.released_date', "'feature_released'",
        {'feature': 'features.feature_name', 'category': 'features.feature_category', 'is_core': 'features.is_core'},
        'staging.stg_releases__features', 'features.feature_id',
    ) | indent(4) }}
from {{ ref('stg_releases__features') }} as features
inner join customers
    on
        features.released_date > customers.first_active_date
        and features.released_date <= customers.last_active_date

union all

-- The errors of a person count where the person is at home.
select
    {{ timeline_row(
        'crashes.org_id', 'crashes.occurred_date', "'incident'",
        {'crashes': 'crashes.crash_count', 'users': 'crashes.user_count'},
        'staging.stg_errors__error_events', "crashes.org_id || '/' || crashes.occurred_date",
    ) | indent(4) }}
from crashes
where crashes.crash_count >= {{ var('incident_crashes') }}
