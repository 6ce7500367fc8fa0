{{ config(materialized='view') }}

-- What the product brought a customer: features released while it was one, and days on which it crashed on its users.
with customers as (

    select
        org_id,
        min(metric_date) filter (where is_active_customer) as first_active_date,
        max(metric_date) filter (where is_active_customer) as last_active_date
    from {{ ref('int_organizations__daily') }}
    group by org_id

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
