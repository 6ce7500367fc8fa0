{{ config(tags=['customer_success']) }}

-- Identity 31, and nobody adopts more than there is.
select *
from {{ ref('customer_usage_days') }}
where
    core_features_adopted + advanced_features_adopted != features_adopted
    or core_features_released + advanced_features_released != features_released
    or core_features_adopted > core_features_released
    or advanced_features_adopted > advanced_features_released
