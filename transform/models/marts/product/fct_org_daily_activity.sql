{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    partition_by=none if target.type == 'duckdb' else 'activity_date',
    cluster_by=['org_id'],
    pre_hook='{{ make_room(is_rebuilt_org_day() ~ " or " ~ has_outdated_context()) }}',
) }}
-- depends_on: {{ ref('int_product_events__days_to_rebuild') }}
-- depends_on: {{ ref('int_product_events__org_days_to_rebuild') }}

{#- Without the users there is no telling people apart: what needs them is null, not 0. #}
{%- set users_missing = source_is_missing('app.users') and not var('count_system_actor_as_user') %}

select
    organizations.org_id,
    organizations.org_name,
    organizations.org_domain,
    organizations.org_created_date,
    activity.activity_date,
    activity.total_event_count,
    {{ 'cast(null as bigint)' if users_missing else 'activity.unique_user_count' }} as unique_user_count,
    activity.distinct_event_types,
    activity.distinct_feature_categories,
    activity.top_event_type,
    activity.top_event_count,
    {{ 'cast(null as double)' if users_missing
        else 'coalesce(activity.user_event_count / nullif(activity.unique_user_count, 0), 0)' }} as avg_events_per_user,
    activity.issue_events,
    activity.ai_events,
    activity.frontend_events,
    activity.kb_events,
    activity.feature_categories_used,
    organizations.salesforce_account_name,
    organizations.industry,
    organizations.account_segment,
    organizations.seat_tier,
    organizations.current_arr,
    organizations.annualrevenue,
    organizations.is_paying_customer,
    {{ loaded_at() }} as _loaded_at,
    activity.other_events,
    {{ 'cast(null as bigint)' if users_missing else 'activity.user_event_count' }} as user_event_count,
    {{ 'cast(null as bigint)' if users_missing else 'activity.ai_user_event_count' }} as ai_user_event_count,
    activity.total_event_count - activity.user_event_count as system_event_count,
    organizations.plan_status,
    organizations.region,
    organizations.csm
from {{ ref('int_product_events__org_daily') }} as activity
inner join {{ ref('int_organizations__with_account') }} as organizations on activity.org_id = organizations.org_id
{% if is_increment() %}
-- What there was no room made for stays.
anti join {{ this }} as kept
    on
        activity.org_id = kept.org_id
        and activity.activity_date = kept.activity_date
{% endif %}
